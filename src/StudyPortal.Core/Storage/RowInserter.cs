using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace StudyPortal.Core.Storage;

/// <summary>Inserts very many rows of one kind without tracking them.</summary>
internal sealed class RowInserter<T> : IDisposable where T : class
{
    private readonly RowBatch _batch;
    private readonly DbCommand _command;
    private readonly (DbParameter Parameter, Func<T, object?> Read)[] _columns;

    /// <param name="batch">Which may have rows of other kinds too.</param>
    /// <param name="replace">A row of the same key is replaced.</param>
    public RowInserter(RowBatch batch, bool replace = false)
    {
        _batch = batch;
        var type = batch.Db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} has no table.");
        _command = batch.Db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = batch.Transaction;
        var properties = type.GetProperties().Where(property => !IsNumberedByTheDatabase(property)).ToList();
        _columns = [.. properties.Select((property, index) => (Parameter(index, property), Reader(property)))];
        _command.CommandText = $"""
            INSERT INTO "{type.GetTableName()}" ({string.Join(", ", properties.Select(Quoted))})
            VALUES ({string.Join(", ", _columns.Select(column => column.Parameter.ParameterName))}) {(replace ? Replacement(type, properties) : "")}
            """;
    }

    public void Add(T row)
    {
        foreach (var (parameter, read) in _columns) parameter.Value = read(row) ?? DBNull.Value;
        _batch.Add(_command);
    }

    public void Dispose() => _command.Dispose();

    private static string Replacement(IEntityType type, List<IProperty> properties)
    {
        var key = type.FindPrimaryKey()?.Properties ?? throw new InvalidOperationException($"{type.DisplayName()} has no key.");
        return $"ON CONFLICT ({string.Join(", ", key.Select(Quoted))}) DO UPDATE SET {string.Join(", ", properties.Except(key).Select(property => $"{Quoted(property)} = excluded.{Quoted(property)}"))}";
    }

    private static string Quoted(IProperty property) => $"\"{property.GetColumnName()}\"";

    private static bool IsNumberedByTheDatabase(IProperty property) => property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);

    private static Func<T, object?> Reader(IProperty property)
    {
        var getter = property.GetGetter();
        return property.GetTypeMapping().Converter is { } converter
            ? row => getter.GetClrValue(row) is { } value ? converter.ConvertToProvider(value) : null
            : row => getter.GetClrValue(row);
    }

    private DbParameter Parameter(int index, IProperty property)
    {
        var parameter = property.GetRelationalTypeMapping().CreateParameter(_command, $"@p{index}", value: null, nullable: true);
        _command.Parameters.Add(parameter);
        return parameter;
    }
}
