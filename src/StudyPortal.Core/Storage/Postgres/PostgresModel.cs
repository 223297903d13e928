using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace StudyPortal.Core.Storage.Postgres;

/// <summary>Says in PostgreSQL's words what the mappings say in SQLite's: names in conditions are quoted, flags are no numbers, and texts are ordered by their bytes.</summary>
internal static class PostgresModel
{
    /// <summary>The order that SQLite has, and that does not depend on where the server was set up.</summary>
    public const string ByBytes = "C";

    public static void Adapt(IMutableModel model)
    {
        foreach (var type in model.GetEntityTypes())
        {
            foreach (var text in Flattened(type).Where(property => StoredAs(property) == typeof(string))) text.SetCollation(ByBytes);
            foreach (var index in type.GetIndexes())
                if (index.GetFilter() is { } filter) index.SetFilter(Quoted(filter, type));
            foreach (var check in type.GetCheckConstraints().ToList())
            {
                type.RemoveCheckConstraint(check.ModelName);
                type.AddCheckConstraint(check.ModelName, Quoted(check.Sql, type));
            }
        }
    }

    private static IEnumerable<IMutableProperty> Flattened(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(part => Flattened(part.ComplexType)));

    private static Type StoredAs(IMutableProperty property) => property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType;

    private static string Quoted(string condition, IMutableEntityType type) => type.GetProperties().Aggregate(condition, (sql, property) =>
    {
        var quoted = $"\"{property.GetColumnName()}\"";
        var flag = property.ClrType == typeof(bool) ? Regex.Replace(sql, $@"\b{property.GetColumnName()} = 1\b", quoted) : sql;
        return Regex.Replace(flag, $@"(?<![\w""']){property.GetColumnName()}(?![\w""'])", quoted);
    });
}
