using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>An upgrade is killed at every step, in a process of its own.</summary>
public sealed class KilledUpgradeTests : IDisposable
{
    private const string Before = "20261130092747_UncertainAndMasks";

    private readonly DataRoot _root = new(Directory.CreateTempSubdirectory("studyportal-upgrade").FullName);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(UpgradeStep.Alone)]
    [InlineData(UpgradeStep.Copied)]
    [InlineData(UpgradeStep.Migrated)]
    [InlineData(UpgradeStep.Checked)]
    [InlineData(UpgradeStep.Swapped)]
    public async Task Wherever_an_upgrade_is_killed_there_is_a_whole_database_of_the_old_or_of_the_new_version_and_the_next_start_goes_on(UpgradeStep step)
    {
        await MakeOlderAsync();
        var old = RowHashes.Of(_root.Database);

        Assert.NotEqual(0, await UpgradeToKill.RunAsync(_root, step));

        if (step < UpgradeStep.Swapped) Assert.Equal((Before, true), (await SchemaAsync(), old.SequenceEqual(RowHashes.Of(_root.Database))));
        else Assert.NotEqual(Before, await SchemaAsync());
        // The old version writes, and starts its log.
        if (step < UpgradeStep.Swapped) Run("PRAGMA journal_mode=WAL; UPDATE AspNetRoles SET Name = 'Changed'");
        Assert.Equal(0, await UpgradeAsync());
        Assert.NotEqual(Before, await SchemaAsync());
        Assert.Equal(step < UpgradeStep.Swapped ? "Changed" : "Keeper", Ask("SELECT Name FROM AspNetRoles"));
        Assert.Equal("ok", Ask("PRAGMA integrity_check"));
        Assert.Equal(2, Directory.GetFiles(_root.Folder, "portal*.db").Length);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root.Folder, recursive: true);
    }

    private async Task MakeOlderAsync()
    {
        await using (var db = Open()) await db.GetService<IMigrator>().MigrateAsync(Before, Stop);
        Run("INSERT INTO AspNetRoles (Id, Name) VALUES ('00000000-0000-0000-0000-000000000001', 'Keeper')");
    }

    private async Task<int> UpgradeAsync()
    {
        await using var services = new ServiceCollection().AddLogging().AddPortal(_root).BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(Stop);
        return 0;
    }

    private PortalDb Open() => new(new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={_root.Database};Pooling=False")
        .ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.NonTransactionalMigrationOperationWarning)).Options);

    private async Task<string> SchemaAsync()
    {
        await using var db = Open();
        return (await db.Database.GetAppliedMigrationsAsync(Stop)).Last();
    }

    private void Run(string sql) => Ask(sql);

    private object? Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_root.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
