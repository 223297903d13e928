using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The ratings as tables: one row per answer, and one row per map.</summary>
internal static class RatingTables
{
    public static Table Long(AnalysisSet set)
    {
        var arms = set.Arms.ToDictionary(arm => arm.Ordinal);
        var withdrawn = set.Items.Where(item => item.Withdrawn).Select(item => item.Key).ToHashSet();
        ArmFacts? ArmOf(RatingFacts r) => r.Arm is { } ordinal ? arms[ordinal] : null;
        return new TableOf<RatingFacts>("ratings")
            .Text("reader", r => r.Reader)
            .Whole("case", r => r.Case)
            .Text("target_label", r => r.TargetLabel)
            .Whole("arm", r => r.Arm)
            .Text("model", r => ArmOf(r)?.Model)
            .Word("variant", r => ArmOf(r)?.Variant)
            .Word("branch", r => ArmOf(r)?.Branch)
            .Whole("question", r => r.Question)
            .Whole("position", r => r.Position)
            .Whole("session", r => r.Session)
            .YesNo("repeat", r => r.IsRepeat)
            .YesNo("calibration", r => r.IsCalibration)
            .Word("control", r => r.Control)
            .Whole("rating", r => r.Score)
            .YesNo("cannot_judge", r => r.Score is null)
            .YesNo("included", r => r.Score is not null && r.IsMain && !withdrawn.Contains(r.Item))
            .Whole("version", r => r.Version)
            .Time("at_utc", r => r.AtUtc)
            .Whole("active_ms", r => r.ActiveMilliseconds)
            .Whole("map_ms", r => r.MapMilliseconds)
            .With(set.Ratings);
    }

    /// <summary>First showings only; a cell is empty where the reader gave no rating or could not judge.</summary>
    public static Table Wide(AnalysisSet set)
    {
        var ratings = set.Ratings.Where(r => !r.IsRepeat).ToDictionary(r => (r.Reader, r.Item, r.Question), r => r.Score);
        var models = set.Arms.ToDictionary(arm => arm.Ordinal, arm => arm.Model);
        var table = new TableOf<(ItemFacts Item, int Question)>("ratings_wide")
            .Whole("case", row => row.Item.Case)
            .Text("target_label", row => row.Item.TargetLabel)
            .Whole("arm", row => row.Item.Arm)
            .Text("model", row => row.Item.Arm is { } arm ? models[arm] : null)
            .Whole("question", row => row.Question)
            .YesNo("calibration", row => row.Item.IsCalibration)
            .Word("control", row => row.Item.Control)
            .Text("stratum", row => row.Item.Stratum)
            .Number("weight", row => row.Item.Weight)
            .YesNo("withdrawn", row => row.Item.Withdrawn)
            .Number("mass_inside", row => row.Item.MassInside)
            .Number("area_inside", row => row.Item.AreaInside)
            .Text("raw_map_sha256", row => row.Item.RawMap)
            .Text("rendering_sha256", row => row.Item.Rendering);
        foreach (var reader in set.Readers)
            table.Whole(reader, row => ratings.GetValueOrDefault((reader, row.Item.Key, row.Question)));
        var scales = set.Study.Questions.Where(question => question.Kind == QuestionFacts.Scale).Select(question => question.Position).ToList();
        return table.With(set.Items.SelectMany(item => scales.Select(question => (item, question))));
    }

    /// <summary>Every map of the study, rated or not.</summary>
    public static Table Maps(AnalysisSet set) => new TableOf<ItemFacts>("maps")
        .Whole("case", item => item.Case)
        .Text("target_label", item => item.TargetLabel)
        .Whole("arm", item => item.Arm)
        .YesNo("calibration", item => item.IsCalibration)
        .Word("control", item => item.Control)
        .Text("stratum", item => item.Stratum)
        .Number("weight", item => item.Weight)
        .YesNo("withdrawn", item => item.Withdrawn)
        .Number("mass_inside", item => item.MassInside)
        .Number("area_inside", item => item.AreaInside)
        .YesNo("truth", item => item.Truth)
        .Word("outcome", item => item.Outcome)
        .Text("modality", item => item.Modality)
        .With(set.Items);

    public static Table Exclusions(AnalysisSet set) => new TableOf<ExclusionFacts>("exclusions")
        .Text("reader", e => e.Reader)
        .Whole("case", e => e.Case)
        .Text("target_label", e => e.TargetLabel)
        .Whole("arm", e => e.Arm)
        .Whole("question", e => e.Question)
        .Whole("position", e => e.Position)
        .Text("reason", e => e.Reason)
        .With(set.Exclusions);
}
