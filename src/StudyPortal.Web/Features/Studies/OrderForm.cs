using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>An order plan while it is being written.</summary>
internal sealed class OrderForm(int minimumDistance, int seed)
{
    public OrderKind Kind { get; set; }

    public int MinimumDistance { get; set; } = minimumDistance;

    public int Repeats { get; set; }

    public int Seed { get; set; } = seed;

    public int Sessions { get; set; } = 1;

    public int RandomWeights { get; set; }

    public int Edges { get; set; }

    public int OtherPatient { get; set; }

    public int Controls => RandomWeights + Edges + OtherPatient;

    public OrderPlan ToPlan() => new(Seed, MinimumDistance, Repeats, Kind, Sessions, new ControlCounts(RandomWeights, Edges, OtherPatient));
}
