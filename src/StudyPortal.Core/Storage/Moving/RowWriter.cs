using System.Data.Common;

namespace StudyPortal.Core.Storage.Moving;

/// <summary>Inserts the rows of one table inside the open transaction.</summary>
internal sealed class RowWriter : IDisposable
{
    private readonly StoreTable _table;
    private readonly RowBatch _batch;
    private readonly DbCommand _command;

    public RowWriter(PortalDb db, StoreTable table)
    {
        (_table, _batch) = (table, new RowBatch(db));
        _command = StoreTable.Command(
            db, $"INSERT INTO \"{table.Name}\" ({StoreTable.Listed(table.Columns.Select(column => column.Name))}) VALUES ({string.Join(", ", table.Columns.Select((column, i) => column.Placeholder($"@p{i}")))})");
    }

    public void Add(object?[] row)
    {
        _command.Parameters.Clear();
        foreach (var (i, column) in _table.Columns.Index()) _command.Parameters.Add(column.Parameter(_command, $"@p{i}", row[i]));
        _batch.Add(_command);
    }

    public void Flush() => _batch.Flush();

    public void Dispose()
    {
        _command.Dispose();
        _batch.Dispose();
    }
}
