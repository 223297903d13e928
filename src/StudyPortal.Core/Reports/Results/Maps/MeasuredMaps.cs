using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Results;

/// <summary>One measure of the compared maps.</summary>
/// <param name="OfReader">The measure that belongs beside one reader's rating of a map; null where there is none.</param>
/// <param name="Nothing">Why there may be no map with the measure.</param>
internal sealed record MeasuredMaps(MapMeasure Measure, int? MarksQuestion, Func<RatedMap, double?> OfReader, string Nothing)
{
    /// <summary>The lesion boxes, then every question that asks for marks, twice.</summary>
    public static IEnumerable<MeasuredMaps> Of(AnalysisSet set)
    {
        var inside = set.Items.Where(item => item is { IsCompared: true, Arm: not null })
            .ToDictionary(item => (new RatedCase(item.Case, item.TargetLabel), item.Arm.GetValueOrDefault()), item => item.MassInside);
        yield return new MeasuredMaps(MapMeasure.MassInLesions, null, map => inside.GetValueOrDefault((map.Case, map.Arm)), "no rated map has lesion boxes");

        foreach (var question in set.Study.Questions.Where(question => question.Kind == QuestionFacts.Marks))
        {
            var marked = (set.Overlaps ?? [])
                .Where(each => each is { Purpose: SlotPurpose.Main, Withdrawn: false, Control: null, Arm: not null } && each.Question == question.Position)
                .ToDictionary(each => new RatedMap(each.Reader, new RatedCase(each.Case, each.TargetLabel), each.Arm.GetValueOrDefault()));
            yield return OfMarks(MapMeasure.MassInMarks, question.Position, map => marked.GetValueOrDefault(map)?.MassInside);
            yield return OfMarks(MapMeasure.IouWithMarks, question.Position, map => marked.GetValueOrDefault(map)?.Iou);
        }
    }

    private static MeasuredMaps OfMarks(MapMeasure measure, int question, Func<RatedMap, double?> ofReader) =>
        new(measure, question, ofReader, "no rated map was marked");
}
