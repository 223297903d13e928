using System.Data.Common;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StudyPortal.Core.Storage.Moving;

/// <summary>A column as one kind of database maps it; its values are the model's, so that both kinds have the same.</summary>
internal sealed class StoreColumn
{
    private static readonly MethodInfo Typed = typeof(StoreColumn).GetMethod(nameof(ReadTyped), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Null for a document, which no single property maps.</summary>
    private readonly RelationalTypeMapping? _mapping;
    private readonly Func<DbDataReader, int, object> _read;
    private readonly string _type;

    public StoreColumn(IColumn column)
    {
        (Name, _type) = (column.Name, column.StoreType);
        _mapping = column.PropertyMappings is [var only, ..] ? only.TypeMapping : null;
        var stored = _mapping is null ? typeof(string) : _mapping.Converter?.ProviderClrType ?? _mapping.ClrType;
        _read = Typed.MakeGenericMethod(Nullable.GetUnderlyingType(stored) ?? stored).CreateDelegate<Func<DbDataReader, int, object>>();
    }

    public string Name { get; }

    public async Task<object?> ReadAsync(DbDataReader row, int ordinal, CancellationToken cancellationToken)
    {
        if (await row.IsDBNullAsync(ordinal, cancellationToken)) return null;
        var stored = _read(row, ordinal);
        if (_mapping is null) return InOrder(JsonNode.Parse((string)stored))?.ToJsonString();
        return _mapping.Converter is { } converter ? converter.ConvertFromProvider(stored) : stored;
    }

    /// <summary>As an INSERT names the parameter.</summary>
    public string Placeholder(string parameter) => _mapping is null && _type.StartsWith("json", StringComparison.Ordinal) ? $"CAST({parameter} AS {_type})" : parameter;

    public DbParameter Parameter(DbCommand command, string name, object? value)
    {
        if (_mapping is not null) return _mapping.CreateParameter(command, name, value, nullable: true);
        var document = command.CreateParameter();
        (document.ParameterName, document.Value) = (name, value ?? DBNull.Value);
        return document;
    }

    private static object ReadTyped<T>(DbDataReader row, int ordinal) where T : notnull => row.GetFieldValue<T>(ordinal);

    /// <summary>PostgreSQL keeps the members of a document in an order of its own.</summary>
    private static JsonNode? InOrder(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, InOrder(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(InOrder)]),
        _ => node?.DeepClone(),
    };
}
