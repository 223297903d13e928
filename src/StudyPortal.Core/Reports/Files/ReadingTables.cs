using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The readers and the orders that were laid before them.</summary>
internal static class ReadingTables
{
    /// <summary>Every place of every reader's order.</summary>
    public static byte[] Orders(AnalysisSet set)
    {
        using var csv = new CsvText(
            "reader", "position", "session", "purpose", "control", "pilot", "case", "target_label", "arm", "withdrawn", "map_shown_utc", "answered");
        var answered = (set.History ?? []).Select(change => (change.Reader, change.Position, change.IsPilot)).ToHashSet();
        foreach (var p in set.Places ?? [])
            csv.Add(
                p.Reader, p.Position, p.Session, p.Purpose, p.Control, p.IsPilot, p.Case, p.TargetLabel, p.Arm, p.Withdrawn, p.MapShownUtc,
                answered.Contains((p.Reader, p.Position, p.IsPilot)));
        return csv.ToBytes();
    }

    public static byte[] Participants(AnalysisSet set)
    {
        using var csv = new CsvText(
            "reader", "joined_utc", "removed", "removed_utc", "signed", "signed_utc", "first_answer_utc", "last_answer_utc", "places", "answered");
        foreach (var p in set.Participants ?? [])
            csv.Add(
                p.Reader, p.JoinedUtc, p.RemovedUtc is not null, p.RemovedUtc, p.SignedUtc is not null, p.SignedUtc, p.FirstAnswerUtc, p.LastAnswerUtc,
                p.Places, p.Answered);
        return csv.ToBytes();
    }
}
