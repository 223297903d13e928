using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Quartz;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Postgres;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Storage.Postgres;

public sealed class PostgresMigrationTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_lead_to_the_model()
    {
        await using var portal = await TestPortal.CreatePostgresAsync();
        await using var db = portal.OpenDb();

        Assert.IsType<PostgresPortalDb>(db);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Processes_that_find_an_empty_database_at_once_migrate_it_once()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        await using var empty = await TestDatabase.EmptyPostgresAsync();
        var root = new DataRoot(Directory.CreateTempSubdirectory("studyportal-tests").FullName);
        var starts = Enumerable.Range(0, 4).Select(_ => new MigrateStore(new PostgresFactory(Options(empty)), root, TimeProvider.System).ExecuteAsync(Stop));

        await Task.WhenAll(starts);

        await using var db = new PostgresPortalDb(Options(empty));
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(Stop));
        Directory.Delete(root.Folder, recursive: true);
    }

    [Fact]
    public async Task Web_hosts_and_trainers_that_start_at_once_on_an_empty_database_set_it_up_together()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        await using var folder = await TestPortal.CreateSqliteAsync();
        await using var empty = await TestDatabase.EmptyPostgresAsync();
        var processes = Enumerable.Range(0, 4).Select(_ => folder.On(empty.Settings)).ToList();

        await Task.WhenAll(processes.Select(process => Task.Run(async () =>
        {
            await process.Get<MigrateStore>().ExecuteAsync(Stop);
            await process.Get<SeedDemoAccounts>().ExecuteAsync(Stop);
            await process.Get<RequestDemo>().ExecuteAsync(Stop);
            await process.Get<ISchedulerFactory>().GetScheduler(Stop);
        }, Stop)));

        await using (var db = processes[0].OpenDb())
        {
            Assert.Equal((3, 8), (await db.Roles.CountAsync(Stop), await db.Users.CountAsync(Stop)));
            Assert.Equal(JobKind.Demo, (await db.Set<Job>().SingleAsync(Stop)).Kind);
        }

        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task A_database_of_the_version_before_keeps_its_rows()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        await using var older = await TestDatabase.EmptyPostgresAsync();
        await using var db = new PostgresPortalDb(Options(older));
        await db.GetService<IMigrator>().MigrateAsync("20261130120001_AppendOnly", Stop);
        var id = Guid.NewGuid();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Jobs" ("Id", "Kind", "Title", "RequestJson", "RequestedBy", "CreatedUtc", "State", "Progress", "Message", "CancelRequested", "Attempts", "TrainerDeaths")
            VALUES ({id}, 'Train', 'Older', '', 'admin', '2026-11-01 20:00:00.123456+00', 'Running', 0.5, 'Half', FALSE, 1, 0)
            """, Stop);

        await db.Database.MigrateAsync(Stop);

        var job = await db.Set<Job>().SingleAsync(Stop);
        Assert.Equal((id, JobState.Running, "", new DateTime(2026, 11, 1, 20, 0, 0, 123, 456, DateTimeKind.Utc)), (job.Id.Value, job.State, job.Trainer, job.CreatedUtc));
    }

    [Theory]
    [InlineData("""UPDATE "AuditEvents" SET "Actor" = 'someone else'""")]
    [InlineData("""DELETE FROM "AuditEvents" """)]
    [InlineData("""TRUNCATE "AuditEvents" """)]
    [InlineData("""TRUNCATE "AnswerEvents" """)]
    public async Task History_only_grows(string sql)
    {
        await using var portal = await TestPortal.CreatePostgresAsync();
        await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Count", new { }, "admin", Stop);
        await using var db = portal.OpenDb();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql, Stop));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<AuditVerdict.Intact>(await portal.Get<VerifyAuditTrail>().ExecuteAsync(Stop));
    }

    [Fact]
    public async Task Texts_are_ordered_by_their_bytes_as_on_SQLite_and_found_in_any_case()
    {
        await using var portal = await TestPortal.CreatePostgresAsync();
        foreach (var title in new[] { "b", "a", "B", "Ä", "A" }) await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, title, new { }, title, Stop);
        await using var db = portal.OpenDb();

        Assert.Equal(["A", "B", "a", "b", "Ä"], await db.Set<Job>().OrderBy(job => job.Title).Select(job => job.Title).ToListAsync(Stop));
        Assert.Equal(2, (await portal.Get<ListAuditEvents>().ExecuteAsync("TRAIN: b", 0, 10, Stop)).Total);
    }

    private static DbContextOptions<PostgresPortalDb> Options(TestDatabase database) =>
        new DbContextOptionsBuilder<PostgresPortalDb>().UseNpgsql(database.Settings.Connection).Options;
}
