using Parquet;
using Parquet.Schema;

namespace StudyPortal.Core.Reports.Files;

/// <summary>A table as a Parquet file: typed columns, null where a cell is missing, times as milliseconds UTC.</summary>
internal static class ParquetFile
{
    /// <summary>Writes to memory, which never waits.</summary>
    public static byte[] Of(Table table)
    {
        using var file = new MemoryStream();
        WriteAsync(table, file).GetAwaiter().GetResult();
        return file.ToArray();
    }

    private static async Task WriteAsync(Table table, Stream file)
    {
        var fields = table.Columns.Select(Field).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file);
        using var rows = writer.CreateRowGroup();
        foreach (var (index, column) in table.Columns.Index())
        {
            var cells = table.Rows.Select(row => row[index]);
            await (column.Kind switch
            {
                ColumnKind.Whole => rows.WriteAsync<int>(fields[index], Memory<int>(cells)),
                ColumnKind.Number => rows.WriteAsync<double>(fields[index], Memory<double>(cells)),
                ColumnKind.YesNo => rows.WriteAsync<bool>(fields[index], Memory<bool>(cells)),
                ColumnKind.Time => rows.WriteAsync<DateTime>(fields[index], Memory<DateTime>(cells)),
                _ => rows.WriteAsync(fields[index], cells.Select(cell => (string?)cell).ToArray()!),
            });
        }

        rows.CompleteValidate();
    }

    private static DataField Field(Column column) => column.Kind switch
    {
        ColumnKind.Whole => new DataField(column.Name, typeof(int), isNullable: true),
        ColumnKind.Number => new DataField(column.Name, typeof(double), isNullable: true),
        ColumnKind.YesNo => new DataField(column.Name, typeof(bool), isNullable: true),
        ColumnKind.Time => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: true),
        _ => new DataField(column.Name, typeof(string), isNullable: true),
    };

    private static ReadOnlyMemory<T?> Memory<T>(IEnumerable<object?> cells) where T : struct => cells.Select(cell => (T?)cell).ToArray();
}
