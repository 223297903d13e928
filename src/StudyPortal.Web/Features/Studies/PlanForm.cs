using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Web.Features.Studies;

/// <summary>An analysis plan while it is being written; what it asks depends on the endpoint.</summary>
internal sealed class PlanForm
{
    private PrimaryEndpoint _endpoint;

    public PrimaryEndpoint Endpoint
    {
        get => _endpoint;
        set
        {
            if (_endpoint == value) return;
            _endpoint = value;
            Test = Tests[0];
            Chosen.Clear();
        }
    }

    public PlannedTest Test { get; set; }

    public int? Question { get; set; }

    public HashSet<PlannedPair> Chosen { get; private init; } = [];

    public double? Margin { get; set; }

    public double Alpha { get; set; }

    public PlannedCorrection Correction { get; set; }

    public int Replicates { get; set; }

    public int Seed { get; set; }

    /// <summary>Of the study.</summary>
    public int Arms { get; private init; }

    public bool IsOfArea => Endpoint == PrimaryEndpoint.AreaNonInferiority;

    public bool TakesRatings => Test != PlannedTest.DeLong;

    public IReadOnlyList<PlannedTest> Tests =>
        IsOfArea ? [PlannedTest.DeLong, PlannedTest.ObuchowskiRockette] : [PlannedTest.WilcoxonOnCaseMeans, PlannedTest.MixedModel];

    /// <summary>Non-inferiority has a direction, so there each pair can be chosen both ways.</summary>
    public IEnumerable<PlannedPair> Pairs =>
        from first in Enumerable.Range(0, Arms)
        from second in Enumerable.Range(0, Arms)
        where IsOfArea ? first != second : first < second
        select new PlannedPair(first, second);

    /// <summary>The questions whose answers are ratings, by position.</summary>
    public static IEnumerable<(int Position, QuestionDesign Question)> Scales(StudyDetail study) =>
        study.Questions.Index().Where(each => each.Item.Form is ScaleForm).Select(each => (each.Index + 1, each.Item));

    public static PlanForm Of(RegisteredPlan? plan, StudyDetail study) => new()
    {
        Arms = study.Arms.Count,
        _endpoint = plan?.Endpoint ?? PrimaryEndpoint.RatingDifference,
        Test = plan?.Test ?? PlannedTest.WilcoxonOnCaseMeans,
        Question = plan?.Question ?? Scales(study).Select(scale => (int?)scale.Position).FirstOrDefault(),
        Chosen = [.. plan?.Pairs ?? []],
        Margin = plan?.Margin,
        Alpha = plan?.Alpha ?? 0.05,
        Correction = plan?.Correction ?? PlannedCorrection.Holm,
        Replicates = plan?.BootstrapReplicates ?? RegisteredPlan.UsualReplicates,
        Seed = plan?.Seed ?? RegisteredPlan.UsualSeed,
    };

    public void Choose(PlannedPair pair, bool isChosen)
    {
        if (isChosen) Chosen.Add(pair);
        else Chosen.Remove(pair);
    }

    public RegisteredPlan ToPlan() => new(
        Endpoint, Test, TakesRatings ? Question : null, [.. Pairs.Where(Chosen.Contains)], IsOfArea ? Margin : null, Alpha, Correction, Replicates, Seed);
}
