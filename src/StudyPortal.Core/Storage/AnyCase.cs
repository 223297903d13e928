namespace StudyPortal.Core.Storage;

/// <summary>Search in queries that does not tell capitals from small letters; only those of ASCII, on every database.</summary>
internal static class AnyCase
{
    /// <summary>The database's own function; it has no meaning outside a query.</summary>
    public static string Lower(string text) => throw new NotSupportedException($"'{text}' can be brought to small letters by a database alone.");

    /// <summary>What <c>LIKE</c> with the escape <c>\</c> compares a text brought to small letters with, so that it is found anywhere in it.</summary>
    public static string Pattern(string part)
    {
        var escaped = part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        return $"%{string.Concat(escaped.Select(sign => char.IsAsciiLetterUpper(sign) ? char.ToLowerInvariant(sign) : sign))}%";
    }
}
