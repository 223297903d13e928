using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The ratings as tables: one row per answer, and one row per map.</summary>
internal static class RatingTables
{
    public static byte[] Long(AnalysisSet set)
    {
        using var csv = new CsvText(
            "reader", "case", "target_label", "arm", "model", "variant", "branch", "question", "position", "session", "repeat", "calibration", "control", "rating", "cannot_judge",
            "included", "version", "at_utc", "active_ms", "map_ms");
        var arms = set.Arms.ToDictionary(arm => arm.Ordinal);
        var withdrawn = set.Items.Where(item => item.Withdrawn).Select(item => item.Key).ToHashSet();
        foreach (var r in set.Ratings)
        {
            var arm = r.Arm is { } ordinal ? arms[ordinal] : null;
            var included = r.Score is not null && r.IsMain && !withdrawn.Contains(r.Item);
            csv.Add(
                r.Reader, r.Case, r.TargetLabel, r.Arm, arm?.Model, arm?.Variant, arm?.Branch, r.Question, r.Position, r.Session, r.IsRepeat,
                r.IsCalibration, r.Control, r.Score, r.Score is null, included, r.Version, r.AtUtc, r.ActiveMilliseconds, r.MapMilliseconds);
        }

        return csv.ToBytes();
    }

    /// <summary>First showings only; a cell is empty where the reader gave no rating or could not judge.</summary>
    public static byte[] Wide(AnalysisSet set)
    {
        using var csv = new CsvText([
            "case", "target_label", "arm", "model", "question", "calibration", "control", "stratum", "weight", "withdrawn", "mass_inside", "area_inside",
            "raw_map_sha256", "rendering_sha256", .. set.Readers]);
        var ratings = set.Ratings.Where(r => !r.IsRepeat).ToDictionary(r => (r.Reader, r.Item, r.Question), r => r.Score);
        foreach (var item in set.Items)
            foreach (var question in set.Study.Questions.Where(question => question.Kind == QuestionFacts.Scale))
                csv.Add([
                    item.Case, item.TargetLabel, item.Arm, set.Arms.SingleOrDefault(arm => arm.Ordinal == item.Arm)?.Model, question.Position,
                    item.IsCalibration, item.Control, item.Stratum, item.Weight, item.Withdrawn, item.MassInside, item.AreaInside, item.RawMap, item.Rendering,
                    .. set.Readers.Select(reader => (object?)ratings.GetValueOrDefault((reader, item.Key, question.Position))),
                ]);
        return csv.ToBytes();
    }

    /// <summary>Every map of the study, rated or not.</summary>
    public static byte[] Maps(AnalysisSet set)
    {
        using var csv = new CsvText(
            "case", "target_label", "arm", "calibration", "control", "stratum", "weight", "withdrawn", "mass_inside", "area_inside", "truth", "outcome", "modality");
        foreach (var item in set.Items)
            csv.Add(
                item.Case, item.TargetLabel, item.Arm, item.IsCalibration, item.Control, item.Stratum, item.Weight, item.Withdrawn, item.MassInside, item.AreaInside,
                item.Truth, item.Outcome, item.Modality);
        return csv.ToBytes();
    }

    /// <summary>Answers to questions without a scale; the value is JSON.</summary>
    public static byte[] Answers(AnalysisSet set)
    {
        using var csv = new CsvText(
            "reader", "case", "target_label", "arm", "question", "kind", "position", "purpose", "control", "withdrawn", "value", "cannot_judge", "version", "at_utc", "active_ms");
        var kinds = set.Study.Questions.ToDictionary(question => question.Position, question => question.Kind);
        foreach (var a in set.Answers ?? [])
            csv.Add(
                a.Reader, a.Case, a.TargetLabel, a.Arm, a.Question, kinds[a.Question], a.Position, a.Purpose, a.Control, a.Withdrawn, a.Value,
                a.Value is null, a.Version, a.AtUtc, a.ActiveMilliseconds);
        return csv.ToBytes();
    }

    /// <summary>Places with marks, and how their maps agree with them.</summary>
    public static byte[] Overlaps(AnalysisSet set)
    {
        using var csv = new CsvText(
            "reader", "case", "target_label", "arm", "question", "position", "purpose", "control", "withdrawn", "marks", "mass_inside_marks", "area_inside_marks", "hit", "iou");
        foreach (var o in set.Overlaps ?? [])
            csv.Add(
                o.Reader, o.Case, o.TargetLabel, o.Arm, o.Question, o.Position, o.Purpose, o.Control, o.Withdrawn, o.Marks, o.MassInside, o.AreaInside, o.Hit, o.Iou);
        return csv.ToBytes();
    }

    public static byte[] Exclusions(AnalysisSet set)
    {
        using var csv = new CsvText("reader", "case", "target_label", "arm", "question", "position", "reason");
        foreach (var e in set.Exclusions)
            csv.Add(e.Reader, e.Case, e.TargetLabel, e.Arm, e.Question, e.Position, e.Reason);
        return csv.ToBytes();
    }
}
