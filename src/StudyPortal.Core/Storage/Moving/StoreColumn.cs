using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StudyPortal.Core.Storage.Moving;

/// <summary>A column as one kind of database maps it; its values are the model's, so that both kinds have the same.</summary>
internal sealed class StoreColumn
{
    private static readonly MethodInfo Typed = typeof(StoreColumn).GetMethod(nameof(ReadTyped), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly RelationalTypeMapping _mapping;
    private readonly Func<DbDataReader, int, object> _read;

    public StoreColumn(IColumn column)
    {
        Name = column.Name;
        _mapping = column.PropertyMappings[0].TypeMapping;
        var stored = _mapping.Converter?.ProviderClrType ?? _mapping.ClrType;
        _read = Typed.MakeGenericMethod(Nullable.GetUnderlyingType(stored) ?? stored).CreateDelegate<Func<DbDataReader, int, object>>();
    }

    public string Name { get; }

    public async Task<object?> ReadAsync(DbDataReader row, int ordinal, CancellationToken cancellationToken)
    {
        if (await row.IsDBNullAsync(ordinal, cancellationToken)) return null;
        var stored = _read(row, ordinal);
        return _mapping.Converter is { } converter ? converter.ConvertFromProvider(stored) : stored;
    }

    public DbParameter Parameter(DbCommand command, string name, object? value) => _mapping.CreateParameter(command, name, value, nullable: true);

    private static object ReadTyped<T>(DbDataReader row, int ordinal) where T : notnull => row.GetFieldValue<T>(ordinal);
}
