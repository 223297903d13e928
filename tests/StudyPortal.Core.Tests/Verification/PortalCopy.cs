using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Verification;

namespace StudyPortal.Core.Tests.Verification;

/// <summary>A portal's folder copied, to be damaged.</summary>
internal sealed class PortalCopy : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ServiceProvider _services;

    public PortalCopy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder.Path, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        Root = new DataRoot(_folder.Path);
        _services = new ServiceCollection().AddLogging().AddPortal(Root).BuildServiceProvider();
    }

    public DataRoot Root { get; }

    public IServiceProvider Services => _services;

    public BlobStore Blobs => _services.GetRequiredService<BlobStore>();

    public Task<PortalVerdict> VerifyAsync() => _services.GetRequiredService<VerifyPortal>().ExecuteAsync(_ => { }, TestContext.Current.CancellationToken);

    /// <summary>Past the triggers, which are there again afterwards, and past the references.</summary>
    public void Damage(string sql)
    {
        using var connection = Open();
        var triggers = Rows(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
        foreach (var (name, _) in triggers) Run(connection, $"DROP TRIGGER {name}");
        if (sql.StartsWith("DROP TRIGGER", StringComparison.Ordinal)) triggers.RemoveAll(trigger => sql.EndsWith(trigger.Name, StringComparison.Ordinal));
        else Run(connection, sql);
        foreach (var (_, text) in triggers) Run(connection, text);
    }

    public string Ask(string question)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    public (int Page, int Size) PageOf(string index) =>
        (int.Parse(Ask($"SELECT rootpage FROM sqlite_master WHERE name = '{index}'"), CultureInfo.InvariantCulture), int.Parse(Ask("PRAGMA page_size"), CultureInfo.InvariantCulture));

    /// <summary>But those that SQLite itself makes to read by.</summary>
    public SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith("-wal", StringComparison.Ordinal))
            .ToDictionary(file => file, file => BlobHash.Of(File.ReadAllBytes(file)).Value), StringComparer.Ordinal);

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Root.Database};Pooling=False;Foreign Keys=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=DELETE");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<(string Name, string Text)> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<(string, string)>();
        while (rows.Read()) all.Add((rows.GetString(0), rows.GetString(1)));
        return all;
    }
}
