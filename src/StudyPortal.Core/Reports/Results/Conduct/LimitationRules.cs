using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Looks for what every report should admit.</summary>
internal sealed class LimitationRules(AnalysisSet set)
{
    private const int FewestReaders = 5;
    private const int FewestCases = 30;
    private const int FewestPositives = 10;
    private const double LargestShift = 0.05;
    private const double LargestPrevalenceGap = 0.05;

    /// <param name="own">The models on the study's own data set.</param>
    /// <param name="mrmc">Of every question.</param>
    /// <param name="questions">What else was found of them.</param>
    public IReadOnlyList<Limitation> Run(
        IReadOnlyList<ConditionResults> own, IReadOnlyList<MrmcResults> mrmc, IReadOnlyList<QuestionResults> questions) =>
    [
        .. OfStudy(),
        .. OfReaders(questions),
        .. OfCases(),
        .. MissingRatings(questions),
        .. Order(),
        .. Prevalence(own),
        .. OfModels(own),
        .. AtBoundary(mrmc),
        .. Singular(questions),
    ];

    private IEnumerable<Limitation> OfStudy()
    {
        if (set.Study.IsSynthetic) yield return new(LimitationKind.SyntheticImages, "The images were made by a program, not taken from patients: nothing here speaks for patients.");
        if (set.Study.IsSimulated) yield return new(LimitationKind.SimulatedRatings, "The ratings were made by a program, not by radiologists: nothing here speaks for readers.");
        if (set.Registered is null) yield return new(LimitationKind.Unregistered, "No analysis plan was registered before the study opened: every test is exploratory.");
        if (set.FrozenAfterClosing)
            yield return new(LimitationKind.FrozenLate, "The study was closed by an older version that froze nothing: changes between its closing and its first report after that cannot be told.");
    }

    private IEnumerable<Limitation> OfReaders(IReadOnlyList<QuestionResults> questions)
    {
        var readers = questions.SelectMany(question => question.Readers).Distinct().Count();
        if (questions.Count > 0 && readers < FewestReaders)
            yield return new(LimitationKind.FewReaders, Text($"{Count(readers, "reader")} rated: with fewer than {FewestReaders}, what is said of other readers rests on little."));
        if (set.Participants?.Where(reader => reader.RemovedUtc is not null).Select(reader => reader.Reader).ToList() is { Count: > 0 } removed)
            yield return new(LimitationKind.RemovedReaders, $"{string.Join(", ", removed)} left before the end; what they had rated is analysed.");
    }

    private IEnumerable<Limitation> OfCases()
    {
        var cases = set.Items.Where(item => item.IsCompared).Select(item => (item.Case, item.TargetLabel)).Distinct().Count();
        if (cases < FewestCases)
            yield return new(LimitationKind.FewCases, Text($"{Count(cases, "case")} compared: with fewer than {FewestCases}, intervals are wide and those by bootstrap too narrow."));
    }

    private IEnumerable<Limitation> MissingRatings(IReadOnlyList<QuestionResults> questions)
    {
        var maps = set.Items.Count(item => item.IsCompared);
        foreach (var question in questions)
        {
            var (given, expected) = (question.Arms.Sum(arm => arm.Ratings), maps * question.Readers.Count);
            if (given < expected)
                yield return new(LimitationKind.MissingRatings, Text(
                    $"Question {question.Question}: {expected - given} of {expected} ratings ({(double)(expected - given) / expected:P1}) are missing; tests that need complete cases leave out the others."));
        }
    }

    /// <summary>Where the arms stand in the orders on average, 0 first and 1 last.</summary>
    private IEnumerable<Limitation> Order()
    {
        var places = (set.Places ?? []).Where(place => place is { IsPilot: false, Purpose: SlotPurpose.Main, Arm: not null }).ToList();
        var last = places.GroupBy(place => place.Reader).ToDictionary(order => order.Key, order => order.Max(place => place.Position));
        var means = places.GroupBy(place => place.Arm.GetValueOrDefault())
            .Select(arm => (Arm: arm.Key, Mean: arm.Average(place => (double)place.Position / last[place.Reader]))).OrderBy(arm => arm.Mean).ToList();
        if (means.Count > 1 && means[^1].Mean - means[0].Mean > LargestShift)
            yield return new(LimitationKind.UnbalancedOrder, Text(
                $"Arm {means[0].Arm} stands at {means[0].Mean:P0} of the readers' orders on average and arm {means[^1].Arm} at {means[^1].Mean:P0}: learning and fatigue do not fall on them alike."));
    }

    private IEnumerable<Limitation> Prevalence(IReadOnlyList<ConditionResults> own)
    {
        var rated = set.Items.Where(item => item is { IsCompared: true, Truth: not null }).GroupBy(item => item.TargetLabel).OrderBy(label => label.Key, StringComparer.Ordinal);
        var clean = own.FirstOrDefault(condition => condition.Condition.IsClean)?.Models.SelectMany(model => model.Labels).ToList() ?? [];
        foreach (var label in rated)
        {
            var cases = label.DistinctBy(item => item.Case).ToList();
            var share = (double)cases.Count(item => item.Truth is true) / cases.Count;
            if (clean.FirstOrDefault(area => area.Label == label.Key)?.Details?.PrecisionRecall.Prevalence.Value is { } prevalence
                && Math.Abs(share - prevalence) > LargestPrevalenceGap)
                yield return new(LimitationKind.Prevalence, Text(
                    $"{label.Key}: {share:P0} of the rated cases are positive, and {prevalence:P1} of the test split. Means and areas of ratings are of the cases as drawn, without weights."));
        }
    }

    private IEnumerable<Limitation> OfModels(IReadOnlyList<ConditionResults> own)
    {
        var labels = own.SelectMany(condition => condition.Models).SelectMany(model => model.Labels).ToList();
        if (labels.Count == 0) yield break;
        var few = labels.Where(label => label.Positives < FewestPositives).Select(label => label.Label).Distinct().Order(StringComparer.Ordinal).ToList();
        if (few.Count > 0)
            yield return new(LimitationKind.FewPositives, Text($"Fewer than {FewestPositives} positive cases: {string.Join(", ", few)}. Their areas and intervals say little."));
        if (labels.Exists(label => label.Threshold is not null))
            yield return new(LimitationKind.ThresholdsOnSameCases, "The thresholds of the largest Youden index were found on the same cases that sensitivity and specificity are told of, which are therefore too good.");
        if (set.Evaluations.All(evaluation => evaluation.IsOwn))
            yield return new(LimitationKind.NoExternalTest, "The models were tested on the study's own data set only.");
    }

    private static IEnumerable<Limitation> AtBoundary(IReadOnlyList<MrmcResults> mrmc)
    {
        foreach (var question in mrmc)
            if (question.ObuchowskiRockette?.Components is { Cov2.Value: { } cov2, Cov3.Value: { } cov3 } && cov2 < cov3)
                yield return new(LimitationKind.EstimateAtBoundary, Text(
                    $"Question {question.Question}: Cov2 - Cov3 of the readers' areas is estimated as {cov2 - cov3:0.######}, below 0, and taken as 0 in the test with random readers and cases."));
    }

    private static IEnumerable<Limitation> Singular(IReadOnlyList<QuestionResults> questions)
    {
        foreach (var question in questions)
        {
            List<string> models = [];
            if (question.MixedModel is { Singular: true }) models.Add("mixed model");
            if (question.OrdinalModel is { Singular: true }) models.Add("ordinal model");
            if (models.Count > 0)
                yield return new(LimitationKind.EstimateAtBoundary, Text(
                    $"Question {question.Question}, {string.Join(" and ", models)}: the variance of readers or of cases is estimated as 0 (singular fit); degrees of freedom, and p-values with them, differ between packages."));
        }
    }

    private static string Count(int number, string unit) => Text($"{number} {unit}{(number == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
