using System.Globalization;
using System.Text.Json;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Writes the methods of a report from its set and its results.</summary>
internal sealed class MethodsText(AnalysisSet set)
{
    /// <param name="results">All of them but this text.</param>
    public IReadOnlyList<MethodsParagraph> Write(ReportResults results)
    {
        List<MethodsParagraph> all =
        [
            new("Study", Join(Cases(), Arms(), Reading(), Unreal())),
            new("Questions", Join([.. set.Study.Questions.Select(Question)])),
            new("Ratings", new RatingMethods(set).Write(results)),
            new("Readers' ROC areas", RatingMethods.OfMrmc(results.Mrmc ?? [])),
            new("Models", new ModelMethods(set).Write(results)),
            new("Planning", Planning(results)),
            new("Computation", Computation()),
        ];
        return [.. all.Where(paragraph => paragraph.Text.Length > 0)];
    }

    public static string Join(params IEnumerable<string> sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Cases()
    {
        var compared = set.Items.Where(item => item.IsCompared).ToList();
        var cases = compared.Select(item => (item.Case, item.TargetLabel)).Distinct().Count();
        var strata = compared.DistinctBy(item => (item.Case, item.TargetLabel)).GroupBy(item => item.Stratum).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Text($"{group.Count()} of {group.Key}"));
        var seed = set.Study.Sampling.ValueKind == JsonValueKind.Object && set.Study.Sampling.TryGetProperty("seed", out var value) && value.TryGetInt32(out var number)
            ? Text($", with seed {number}")
            : "";
        return Text($"From the data set {set.Study.Dataset} {cases} cases were drawn by stratum{seed} ({string.Join("; ", strata)}).");
    }

    private string Arms()
    {
        var arms = set.Arms.Select(arm => Text($"{arm.Ordinal}, {arm.Model} ({arm.Architecture}, {arm.Variant}, maps through the {arm.Branch} norm)"));
        return $"Each case was shown with a saliency map ({set.Study.Method}) of each of {set.Arms.Count} arms: {string.Join("; ", arms)}.";
    }

    private string Reading()
    {
        var main = (set.Places ?? []).Where(place => !place.IsPilot).ToList();
        var repeats = main.Count(place => place.Purpose == SlotPurpose.Repeat);
        var controls = set.Items.Count(item => item.Control is not null);
        var calibration = set.Items.Where(item => item.IsCalibration).Select(item => item.Case).Distinct().Count();
        return Join(
            Text($"{set.Readers.Count} readers, blind to the arms, read them each in an order of their own (algorithm {set.Study.OrderAlgorithm}, seed {set.Study.OrderSeed})."),
            calibration > 0 ? Text($"{calibration} other cases were rated first, to get used to the scale, and are not analysed.") : "",
            repeats > 0 ? Text($"{repeats} places of all orders together showed a map a second time.") : "",
            controls > 0 ? Text($"{controls} hidden controls stood among the maps.") : "");
    }

    private string Unreal() => Join(
        set.Study.IsSynthetic ? "The images are synthetic." : "",
        set.Study.IsSimulated ? "The ratings were simulated by a program." : "");

    private static string Question(QuestionFacts question)
    {
        var kind = question.Kind == QuestionFacts.Scale
            ? Text($"a scale from {question.Lowest} ({question.Anchors[0]}) to {question.Lowest + question.Anchors.Count - 1} ({question.Anchors[^1]})")
            : question.Kind;
        var step = question.Step == ReadingStep.ImageAlone ? ", before the map was seen" : "";
        return Text($"Question {question.Position}, “{question.Prompt}”, was answered by {kind}{step}.");
    }

    private static string Planning(ReportResults results)
    {
        if (results.Planned is not { } planned) return "";
        if (planned.Registered is not { } plan) return planned.Statement;

        var margin = plan.Margin is { } loss ? Text($" with a margin of {loss:0.####}, one-sided at {plan.Alpha / 2:0.####}") : Text($", two-sided at {plan.Alpha:0.####}");
        return Join(planned.Statement, Text($"It was registered{margin}; correction over the pairs of arms: {plan.Correction}."));
    }

    private string Computation() => Text(
        $"Intervals cover {set.Plan.Confidence:0.####} unless said otherwise. Bootstraps drew {set.Plan.BootstrapReplicates} replicates from seed {set.Plan.BootstrapSeed}; percentile intervals, type-7 quantiles. The set was frozen by StudyPortal {set.SoftwareVersion}, the numbers are by StudyPortal {SoftwareVersion.Current}.");
}
