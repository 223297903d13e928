namespace StudyPortal.Core.Storage.Postgres;

/// <summary>PostgreSQL takes no null character in a text; what a damaged file put into a message is shown as such instead.</summary>
internal static class PostgresText
{
    public static string Storable(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;
}
