using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StudyPortal.Core.Storage.Moving;

/// <summary>A table of the portal as one kind of database has it.</summary>
internal sealed class StoreTable
{
    private readonly IReadOnlyList<string> _key;

    private StoreTable(ITable table)
    {
        Name = table.Name;
        Columns = [.. table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => new StoreColumn(column))];
        _key = [.. table.PrimaryKey!.Columns.Select(column => column.Name)];
        Numbered = [.. table.Columns.Where(IsNumbered).Select(column => column.Name)];
    }

    public string Name { get; }

    /// <summary>By name, so that they stand in one order on every database.</summary>
    public IReadOnlyList<StoreColumn> Columns { get; }

    /// <summary>Columns that the database numbers.</summary>
    public IReadOnlyList<string> Numbered { get; }

    /// <summary>All of them, each after those that its rows point to.</summary>
    public static IReadOnlyList<StoreTable> Of(PortalDb db)
    {
        var waiting = db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(table => table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || ordered.Contains(key.PrincipalTable)))
                ?? throw new InvalidOperationException($"The tables {string.Join(", ", waiting.Select(table => table.Name))} point to each other in a circle.");
            waiting.Remove(next);
            ordered.Add(next);
        }

        return [.. ordered.Select(table => new StoreTable(table))];
    }

    /// <summary>Every row in the order of the key: values of the model, by the order of <see cref="Columns"/>.</summary>
    public async IAsyncEnumerable<object?[]> RowsAsync(PortalDb db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(db, $"SELECT {Listed(Columns.Select(column => column.Name))} FROM \"{Name}\" ORDER BY {Listed(_key)}");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var values = new object?[Columns.Count];
            for (var i = 0; i < values.Length; i++) values[i] = await Columns[i].ReadAsync(rows, i, cancellationToken);
            yield return values;
        }
    }

    public async Task<bool> IsEmptyAsync(PortalDb db, CancellationToken cancellationToken)
    {
        await using var command = Command(db, $"SELECT 1 FROM \"{Name}\" LIMIT 1");
        return await command.ExecuteScalarAsync(cancellationToken) is null;
    }

    private static bool IsNumbered(IColumn column) =>
        column.PropertyMappings is [{ Property: { ValueGenerated: ValueGenerated.OnAdd } property }, ..] && (property.ClrType == typeof(long) || property.ClrType == typeof(int)) && property.IsPrimaryKey();

    internal static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));

    internal static DbCommand Command(PortalDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
