using System.Data.Common;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>Members of a document that hold bytes: SQLite has them as hexadecimal digits, PostgreSQL as Base64.</summary>
    private readonly IReadOnlyList<string> _bytes;

    public StoreColumn(IColumn column)
    {
        (Name, _type) = (column.Name, column.StoreType);
        _bytes = [.. column.Table.Model.Model.GetEntityTypes()
            .Where(type => type.IsMappedToJson() && type.GetContainerColumnName() == column.Name && type.FindOwnership()?.PrincipalEntityType.GetTableName() == column.Table.Name)
            .SelectMany(type => type.GetProperties()).Where(property => property.ClrType == typeof(byte[])).Select(property => property.GetJsonPropertyName() ?? property.Name)];
        _mapping = column.PropertyMappings is [var only, ..] ? only.TypeMapping : null;
        var stored = _mapping is null ? typeof(string) : _mapping.Converter?.ProviderClrType ?? _mapping.ClrType;
        _read = Typed.MakeGenericMethod(Nullable.GetUnderlyingType(stored) ?? stored).CreateDelegate<Func<DbDataReader, int, object>>();
    }

    public string Name { get; }

    public async Task<object?> ReadAsync(DbDataReader row, int ordinal, CancellationToken cancellationToken)
    {
        if (await row.IsDBNullAsync(ordinal, cancellationToken)) return null;
        var stored = _read(row, ordinal);
        if (_mapping is null) return InOrder(IsDocument ? JsonNode.Parse((string)stored) : WithBytes((string)stored, text => Convert.ToBase64String(Convert.FromHexString(text))))?.ToJsonString();
        return _mapping.Converter is { } converter ? converter.ConvertFromProvider(stored) : stored;
    }

    /// <summary>As an INSERT names the parameter.</summary>
    public string Placeholder(string parameter) => _mapping is null && IsDocument ? $"CAST({parameter} AS {_type})" : parameter;

    public DbParameter Parameter(DbCommand command, string name, object? value)
    {
        if (_mapping is not null) return _mapping.CreateParameter(command, name, value, nullable: true);
        var document = command.CreateParameter();
        document.ParameterName = name;
        document.Value = value is string text && !IsDocument ? WithBytes(text, bytes => Convert.ToHexString(Convert.FromBase64String(bytes)))?.ToJsonString() : value ?? DBNull.Value;
        return document;
    }

    /// <summary>By a type of PostgreSQL's own; else it is a text.</summary>
    private bool IsDocument => _type.StartsWith("json", StringComparison.Ordinal);

    private JsonNode? WithBytes(string document, Func<string, string> written)
    {
        var node = JsonNode.Parse(document);
        foreach (var member in _bytes)
            if (node?[member] is JsonValue bytes) node[member] = written(bytes.GetValue<string>());
        return node;
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
