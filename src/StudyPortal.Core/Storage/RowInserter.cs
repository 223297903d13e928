using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StudyPortal.Core.Storage;

/// <summary>Inserts very many rows of one kind inside the caller's transaction, by one prepared statement and without tracking them.</summary>
internal sealed class RowInserter<T> : IDisposable where T : class
{
    private readonly DbCommand _command;
    private readonly (DbParameter Parameter, Func<T, object?> Read)[] _columns;

    /// <param name="db">With a transaction open.</param>
    /// <param name="replace">A row of the same key is replaced.</param>
    public RowInserter(PortalDb db, bool replace = false)
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} has no table.");
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Rows are inserted inside a transaction.");
        _command = db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = transaction.GetDbTransaction();
        var properties = type.GetProperties().Where(property => !IsNumberedByTheDatabase(property)).ToList();
        _columns = [.. properties.Select((property, index) => (Parameter(index), Reader(property)))];
        _command.CommandText = $"""
            INSERT {(replace ? "OR REPLACE " : "")}INTO "{type.GetTableName()}" ({string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\""))})
            VALUES ({string.Join(", ", _columns.Select(column => column.Parameter.ParameterName))})
            """;
    }

    public void Add(T row)
    {
        foreach (var (parameter, read) in _columns) parameter.Value = read(row) ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private static bool IsNumberedByTheDatabase(IProperty property) => property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);

    private static Func<T, object?> Reader(IProperty property)
    {
        var getter = property.GetGetter();
        return property.GetTypeMapping().Converter is { } converter
            ? row => getter.GetClrValue(row) is { } value ? converter.ConvertToProvider(value) : null
            : row => getter.GetClrValue(row);
    }

    private DbParameter Parameter(int index)
    {
        var parameter = _command.CreateParameter();
        parameter.ParameterName = $"@p{index}";
        _command.Parameters.Add(parameter);
        return parameter;
    }
}
