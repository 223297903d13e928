using Microsoft.Extensions.Configuration;
using Npgsql;

namespace StudyPortal.Core.Storage;

/// <summary>The <c>Storage</c> section of the configuration: which database holds the rows, and what blobs are encrypted under. Blobs, uploads, keys and the work of jobs stay in the data root, which all processes share.</summary>
/// <param name="Provider">SQLite for one machine, PostgreSQL for several.</param>
/// <param name="Connection">Of PostgreSQL, as Npgsql writes it; a secret, so it is given by the environment or in a file.</param>
public sealed record StorageSettings(StorageProvider Provider, string Connection)
{
    /// <summary>Enough for the pages of one web host; PostgreSQL's own usual limit is a hundred for all processes together.</summary>
    private const int ConnectionsOfAProcess = 30;

    private const string PoolSize = "Maximum Pool Size";

    public static StorageSettings Sqlite { get; } = new(StorageProvider.Sqlite, "");

    /// <summary>What blobs are encrypted under; none without <see cref="BlobKeys.Name"/>, and a secret too.</summary>
    public BlobKeys BlobKeys { get; init; } = BlobKeys.None;

    /// <summary>Several web hosts and trainers work on it at once.</summary>
    public bool IsShared => Provider == StorageProvider.Postgres;

    /// <summary>Of <c>Storage__Provider</c>, <c>Storage__Connection</c> and <c>Storage__BlobKeys</c> in the environment or as secret files, as the portal reads them too.</summary>
    /// <exception cref="InvalidOperationException">They cannot work; the message says why.</exception>
    public static StorageSettings OfEnvironment()
    {
        using var settings = new ConfigurationManager();
        settings.AddEnvironmentVariables();
        settings.AddSecretFiles();
        return Read(settings);
    }

    /// <exception cref="InvalidOperationException">They cannot work; the message says why.</exception>
    public static StorageSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Storage");
        var rows = (section["Provider"] ?? "sqlite").ToLowerInvariant() switch
        {
            "sqlite" => Sqlite,
            "postgres" => new StorageSettings(StorageProvider.Postgres, Complete(ConnectionOf(section))),
            var other => throw new InvalidOperationException($"Storage:Provider is '{other}': expected sqlite or postgres."),
        };
        return rows with { BlobKeys = BlobKeys.Parse(section["BlobKeys"]) };
    }

    private static string ConnectionOf(IConfigurationSection section) => section["Connection"] is { Length: > 0 } given
        ? given
        : throw new InvalidOperationException("Storage:Provider is postgres, but Storage:Connection (\"Host=...;Database=...;Username=...;Password=...\") is not set, neither in the environment nor as a secret file.");

    private static string Complete(string connection)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection);
            builder.ApplicationName ??= "studyportal";
            if (!connection.Contains(PoolSize, StringComparison.OrdinalIgnoreCase)) builder.MaxPoolSize = ConnectionsOfAProcess;
            if (builder.KeepAlive == 0) builder.KeepAlive = 10;
            return builder.ToString();
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidOperationException($"Storage:Connection is no connection string of Npgsql: {wrong.Message}", wrong);
        }
    }
}

public enum StorageProvider
{
    Sqlite,
    Postgres,
}
