using System.Security.Cryptography;
using System.Text.Json;
using StudyPortal.Core.Storage.Backups;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage.Moving;

/// <summary>SHA-256 over the rows of a table, the same on every kind of database. Times count to the microsecond, which is all that PostgreSQL keeps, and null characters as what it keeps of them.</summary>
internal sealed class RowHash : IDisposable
{
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _rows;

    public void Add(object?[] row)
    {
        _sha.AppendData(JsonSerializer.SerializeToUtf8Bytes(row.Select(Comparable), PortalJson.Options));
        _sha.AppendData("\n"u8);
        _rows++;
    }

    public TableHash Finish() => new(_rows, Convert.ToHexStringLower(_sha.GetHashAndReset()));

    public void Dispose() => _sha.Dispose();

    private static object? Comparable(object? value) => value switch
    {
        DateTime time => time.Ticks / TimeSpan.TicksPerMicrosecond,
        DateTimeOffset time => time.UtcTicks / TimeSpan.TicksPerMicrosecond,
        string text => PostgresText.Storable(text),
        _ => value,
    };
}
