using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

public sealed class Study
{
    public required StudyId Id { get; init; }

    public required string Name { get; set; }

    /// <summary>What the readers are told before the first case.</summary>
    public required string Instructions { get; set; }

    public required DatasetId DatasetId { get; init; }

    /// <summary>Which method's maps are rated.</summary>
    public required string Method { get; init; }

    /// <summary>The sampling plan as chosen (JSON), with its seed.</summary>
    public required string SamplingJson { get; init; }

    public required string OrderAlgorithm { get; init; }

    public required int OrderSeed { get; init; }

    /// <summary>Places between two maps of the same case, at least.</summary>
    public int MinimumDistance { get; init; } = 1;

    /// <summary>Maps that each reader sees a second time.</summary>
    public int Repeats { get; init; }

    public OrderKind OrderKind { get; init; } = OrderKind.LatinSquare;

    /// <summary>Sittings of each reader.</summary>
    public int Sessions { get; init; } = 1;

    public StudyState State { get; internal set; } = StudyState.Draft;

    /// <summary>The ratings are made by a program; said on every page and in every file.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>Readers may go back and change an answer; every change is kept.</summary>
    public bool AllowsChanges { get; init; } = true;

    public required string CreatedBy { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public DateTime? OpenedUtc { get; internal set; }

    public DateTime? ClosedUtc { get; internal set; }

    internal OrderPlan OrderPlan => new(OrderSeed, MinimumDistance, Repeats, OrderKind, Sessions, ControlCounts.Of(StudySample.Of(this).Controls));

    /// <summary>The only way to another state; null when done, else why not.</summary>
    internal IReadOnlyList<string>? MoveTo(StudyState next, DateTime atUtc)
    {
        if (StudyLifecycle.Refusal(State, next) is { } refusal) return [refusal];
        State = next;
        if (next == StudyState.Open) OpenedUtc ??= atUtc;
        if (next == StudyState.Closed) ClosedUtc = atUtc;
        return null;
    }
}
