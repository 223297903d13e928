using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The readers and the orders that were laid before them.</summary>
internal static class ReadingTables
{
    /// <summary>Every place of every reader's order, answered or not.</summary>
    public static Table Orders(AnalysisSet set)
    {
        var answered = (set.History ?? []).Select(change => (change.Reader, change.Position, change.IsPilot)).ToHashSet();
        return new TableOf<PlaceFacts>("orders")
            .Text("reader", p => p.Reader)
            .Whole("position", p => p.Position)
            .Whole("session", p => p.Session)
            .Word("purpose", p => (SlotPurpose?)p.Purpose)
            .Word("control", p => p.Control)
            .YesNo("pilot", p => p.IsPilot)
            .Whole("case", p => p.Case)
            .Text("target_label", p => p.TargetLabel)
            .Whole("arm", p => p.Arm)
            .YesNo("withdrawn", p => p.Withdrawn)
            .Time("map_shown_utc", p => p.MapShownUtc)
            .YesNo("answered", p => answered.Contains((p.Reader, p.Position, p.IsPilot)))
            .With(set.Places ?? []);
    }

    public static Table Participants(AnalysisSet set) => new TableOf<ReaderFacts>("participants")
        .Text("reader", r => r.Reader)
        .Time("joined_utc", r => r.JoinedUtc)
        .YesNo("removed", r => r.RemovedUtc is not null)
        .Time("removed_utc", r => r.RemovedUtc)
        .YesNo("signed", r => r.SignedUtc is not null)
        .Time("signed_utc", r => r.SignedUtc)
        .Time("first_answer_utc", r => r.FirstAnswerUtc)
        .Time("last_answer_utc", r => r.LastAnswerUtc)
        .Whole("places", r => r.Places)
        .Whole("answered", r => r.Answered)
        .With(set.Participants ?? []);
}
