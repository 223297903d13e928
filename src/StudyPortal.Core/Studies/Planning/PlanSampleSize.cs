using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Statistics.Planning;

namespace StudyPortal.Core.Studies.Planning;

/// <summary>How many readers and cases a comparison of two arms needs, from the ratings of a pilot or of a closed study on its first scale.</summary>
public sealed class PlanSampleSize(IDbContextFactory<PortalDb> databases)
{
    private static readonly int[] ReaderCounts = [2, 3, 4, 5, 6, 8, 10, 12];
    private static readonly int[] CaseCounts = [20, 30, 40, 60, 80, 100, 120, 160, 200];

    public async Task<SampleSizeOutcome> ExecuteAsync(StudyId id, SampleSizeQuestion question, CancellationToken cancellationToken)
    {
        if (Problem(question) is { } problem) return new SampleSizeOutcome.Refused(problem);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } study)
            return new SampleSizeOutcome.Refused("There is no such study.");
        var questions = await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == id).OrderBy(q => q.Position).ToListAsync(cancellationToken);
        if (questions.Find(q => q.Form is ScaleForm) is not { Form: ScaleForm form } scale)
            return new SampleSizeOutcome.Refused("No question of the study has a scale, so there are no scores to compare.");
        if (question.Difference > form.Highest - form.Lowest)
            return new SampleSizeOutcome.Refused($"The smallest difference worth finding is at most {form.Highest - form.Lowest} points, the width of the scale.");
        var arms = await db.Set<StudyArm>().CountAsync(a => a.StudyId == id, cancellationToken);
        if (arms < 2) return new SampleSizeOutcome.Refused("The study has one model, so there is nothing to compare.");

        var ofPilot = study.ClosedUtc is null;
        if (await RatedBlock.FindAsync(db, scale, ofPilot, arms, cancellationToken) is not { } block)
            return new SampleSizeOutcome.Refused(
                $"At least 2 readers must have scored the same 2 cases in all {arms} models{(ofPilot ? " in the pilot" : "")}; that is not so yet. \"Cannot judge\" is no score.");
        return Planned(CrossedRatings.Of(block.Ratings), block.ReadersThere, ofPilot, question);
    }

    private static string? Problem(SampleSizeQuestion question)
    {
        if (question is not { Difference: > 0 }) return "The smallest difference worth finding is above 0 points.";
        if (question is not { Readers: >= 2 and <= 1000, Cases: >= 2 and <= 100_000 }) return "Plan 2 to 1000 readers and 2 to 100,000 cases.";
        return question is { Alpha: > 0 and < 1 } ? null : "Alpha is between 0 and 1, usually 0.05.";
    }

    private static SampleSizeOutcome.Planned Planned(CrossedRatings rated, int readersThere, bool ofPilot, SampleSizeQuestion question)
    {
        var variance = ArmVariance.Of(rated);
        double PowerOf(int readers, int cases) => ComparisonPower.Of(variance, readers, cases, question.Difference, question.Alpha).Power;
        return new SampleSizeOutcome.Planned(
            $"{rated.Readers} of {readersThere} readers and the {rated.Cases} cases that they all scored in all {rated.Arms} models, {(ofPilot ? "in the pilot" : "in the closed study, without repeats")}",
            variance.ReaderByArm, variance.CaseByArm, variance.Residual, PowerOf(question.Readers, question.Cases), ReaderCounts,
            [.. CaseCounts.Select(cases => new PowerRow(cases, [.. ReaderCounts.Select(readers => PowerOf(readers, cases))]))],
            [.. ReaderCounts.Select(readers => ComparisonPower.CasesFor(0.8, variance, readers, question.Difference, question.Alpha))]);
    }
}
