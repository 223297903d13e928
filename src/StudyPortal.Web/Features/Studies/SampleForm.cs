using StudyPortal.Core.Datasets;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>A sampling plan while it is being written.</summary>
internal sealed class SampleForm(IReadOnlyList<string> labels, int usualCount, int seed)
{
    private readonly Dictionary<string, StratumChoice> _strata = labels
        .Select(label => new StratumChoice(new StratumPlan(label, 0)) { Count = usualCount }).ToDictionary(s => s.Plan.Name);

    public IReadOnlyList<LabelChoice> Labels { get; } = [.. labels.Select((label, place) => new LabelChoice(label) { IsChosen = place == 0 })];

    public DatasetSplit Split { get; set; } = DatasetSplit.Test;

    public int Seed { get; set; } = seed;

    public bool OnePerPatient { get; set; } = true;

    /// <summary>Whose outcomes divide the cases; null = they are divided by label.</summary>
    public ArmDesign? Reference { get; set; }

    public ThresholdRule Threshold { get; set; }

    public bool DrawsDiscordant { get; set; }

    public int Calibration { get; set; }

    public bool AsksPredictions => Reference is not null || DrawsDiscordant;

    /// <summary>As the plan is divided now; what was typed for another division is kept.</summary>
    public IReadOnlyList<StratumChoice> Strata => [.. Plans().Select(Choice)];

    /// <summary>With the strata of which nothing is drawn: they, too, say which stratum a case belongs to.</summary>
    public SamplingPlan ToPlan(IReadOnlyList<ArmDesign> compared) => new(
        Split, Seed, [.. Strata.Select(s => s.Plan with { Count = s.Count })], OnePerPatient, Calibration,
        AsksPredictions ? new PredictionPlan(Threshold, Reference, DrawsDiscordant ? compared : []) : null);

    private IEnumerable<StratumPlan> Plans()
    {
        foreach (var label in Labels.Where(l => Reference is null || l.IsChosen).Select(l => l.Label))
        {
            if (Reference is null) yield return new StratumPlan(label, 0);
            else
                foreach (var outcome in Enum.GetValues<ModelOutcome>())
                    foreach (var band in Enum.GetValues<ConfidenceBand>())
                        yield return new StratumPlan(label, 0, new OutcomeCell(outcome, band));
            if (DrawsDiscordant) yield return new StratumPlan(label, 0, IsDiscordant: true);
        }
    }

    private StratumChoice Choice(StratumPlan plan)
    {
        if (!_strata.TryGetValue(plan.Name, out var choice)) _strata[plan.Name] = choice = new StratumChoice(plan);
        return choice;
    }
}

/// <summary>How many cases of a stratum to draw.</summary>
internal sealed class StratumChoice(StratumPlan plan)
{
    public StratumPlan Plan { get; } = plan;

    public int Count { get; set; }
}

/// <summary>A label whose outcomes may divide the cases.</summary>
internal sealed class LabelChoice(string label)
{
    public string Label { get; } = label;

    public bool IsChosen { get; set; }
}
