using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The answers that are no ratings, and how every answer came to be.</summary>
internal static class AnswerTables
{
    /// <summary>Answers to questions without a scale; the value is JSON.</summary>
    public static Table Answers(AnalysisSet set)
    {
        var kinds = set.Study.Questions.ToDictionary(question => question.Position, question => question.Kind);
        return new TableOf<AnswerFacts>("answers")
            .Text("reader", a => a.Reader)
            .Whole("case", a => a.Case)
            .Text("target_label", a => a.TargetLabel)
            .Whole("arm", a => a.Arm)
            .Whole("question", a => a.Question)
            .Text("kind", a => kinds[a.Question])
            .Whole("position", a => a.Position)
            .Word("purpose", a => (SlotPurpose?)a.Purpose)
            .Word("control", a => a.Control)
            .YesNo("withdrawn", a => a.Withdrawn)
            .Text("value", a => a.Value)
            .YesNo("cannot_judge", a => a.Value is null)
            .Whole("version", a => a.Version)
            .Time("at_utc", a => a.AtUtc)
            .Whole("active_ms", a => a.ActiveMilliseconds)
            .With(set.Answers ?? []);
    }

    /// <summary>Places with marks, and how their maps agree with them.</summary>
    public static Table Overlaps(AnalysisSet set) => new TableOf<OverlapFacts>("marks")
        .Text("reader", o => o.Reader)
        .Whole("case", o => o.Case)
        .Text("target_label", o => o.TargetLabel)
        .Whole("arm", o => o.Arm)
        .Whole("question", o => o.Question)
        .Whole("position", o => o.Position)
        .Word("purpose", o => (SlotPurpose?)o.Purpose)
        .Word("control", o => o.Control)
        .YesNo("withdrawn", o => o.Withdrawn)
        .Whole("marks", o => o.Marks)
        .Number("mass_inside_marks", o => o.MassInside)
        .Number("area_inside_marks", o => o.AreaInside)
        .YesNo("hit", o => o.Hit)
        .Number("iou", o => o.Iou)
        .With(set.Overlaps ?? []);

    /// <summary>Every change of every answer, those of the pilot too; the values are JSON.</summary>
    public static Table History(AnalysisSet set) => new TableOf<AnswerEventFacts>("history")
        .Text("reader", e => e.Reader)
        .Whole("case", e => e.Case)
        .Text("target_label", e => e.TargetLabel)
        .Whole("arm", e => e.Arm)
        .Whole("question", e => e.Question)
        .Whole("position", e => e.Position)
        .Whole("session", e => e.Session)
        .Word("purpose", e => (SlotPurpose?)e.Purpose)
        .Word("control", e => e.Control)
        .YesNo("pilot", e => e.IsPilot)
        .Whole("version", e => e.Version)
        .Text("old_value", e => e.OldValue)
        .Text("value", e => e.Value)
        .YesNo("cannot_judge", e => e.Value is null)
        .Time("at_utc", e => e.AtUtc)
        .Whole("active_ms", e => e.ActiveMilliseconds)
        .Whole("map_ms", e => e.MapMilliseconds)
        .Text("reason", e => e.Reason)
        .Number("screen_width", e => e.Screen?.Width)
        .Number("screen_height", e => e.Screen?.Height)
        .Number("pixel_ratio", e => e.Screen?.PixelRatio)
        .Number("window_low", e => e.View?.WindowLow)
        .Number("window_high", e => e.View?.WindowHigh)
        .Number("zoom", e => e.View?.Zoom)
        .Number("centre_x", e => e.View?.CentreX)
        .Number("centre_y", e => e.View?.CentreY)
        .Number("rotation", e => e.View?.Rotation)
        .YesNo("inverted", e => e.View?.Inverted)
        .Whole("slice", e => e.View?.Slice)
        .Number("opacity", e => e.View?.Opacity)
        .Number("threshold", e => e.View?.Threshold)
        .Text("layout", e => e.View?.Layout)
        .YesNo("flickered", e => e.View?.Flickered)
        .With(set.History ?? []);
}
