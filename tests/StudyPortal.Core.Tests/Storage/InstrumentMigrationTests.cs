using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Tests.Storage;

public sealed class InstrumentMigrationTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ratings_of_before_become_answers_their_question_a_scale_and_their_history_still_only_grows()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        var options = new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={Path.Combine(portal.Root.Folder, "older.db")};Foreign Keys=False").Options;
        await using var db = new PortalDb(options);
        await db.GetService<IMigrator>().MigrateAsync("20261123094445_ModelAnalyses", Stop);
        var (question, zero, cannot) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await InsertAsync(db, question, zero, cannot);

        await db.Database.MigrateAsync(Stop);

        var scale = Assert.IsType<ScaleForm>((await db.Set<Question>().SingleAsync(Stop)).Form);
        Assert.Equal((0, 5, "none", "all"), (scale.Lowest, scale.Highest, scale.Points[0].Text, scale.Points[5].Text));
        var answers = await db.Set<Answer>().ToDictionaryAsync(answer => answer.SlotId.Value, Stop);
        Assert.Equal(("0", false, null, true), (answers[zero].Value, answers[zero].CannotJudge, answers[cannot].Value, answers[cannot].CannotJudge));
        var change = await db.Set<AnswerEvent>().SingleAsync(Stop);
        Assert.Equal((null, "0", 1200, 0), (change.OldValue, change.NewValue, change.ActiveMilliseconds, change.MapMilliseconds));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync($"UPDATE AnswerEvents SET NewValue = '5'", Stop));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync($"DELETE FROM AnswerEvents", Stop));
    }

    private static async Task InsertAsync(PortalDb db, Guid question, Guid zero, Guid cannot)
    {
        var anchors = """["none","a","b","c","d","all"]""";
        await db.Database.ExecuteSqlAsync($"INSERT INTO Questions (Id, StudyId, Position, Prompt, Anchors) VALUES ({question}, {Guid.NewGuid()}, 1, 'How?', {anchors})", Stop);
        await db.Database.ExecuteSqlAsync($"INSERT INTO Answers (SlotId, QuestionId, Score, CannotJudge, Version, AtUtc) VALUES ({zero}, {question}, 0, 0, 1, '2026-11-01')", Stop);
        await db.Database.ExecuteSqlAsync($"INSERT INTO Answers (SlotId, QuestionId, Score, CannotJudge, Version, AtUtc) VALUES ({cannot}, {question}, NULL, 1, 1, '2026-11-01')", Stop);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO AnswerEvents (IdempotencyKey, SlotId, QuestionId, AccountId, AtUtc, OldScore, OldCannotJudge, NewScore, NewCannotJudge, Version, ActiveMilliseconds, Reason)
            VALUES ({Guid.NewGuid()}, {zero}, {question}, {Guid.NewGuid()}, '2026-11-01', NULL, 0, 0, 0, 1, 1200, '')
            """, Stop);
    }
}
