using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;

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

    /// <summary>Deadline, limits and alarms: what may change while people read.</summary>
    public StudySettings Settings { get; internal set; } = StudySettings.Usual;

    public required string CreatedBy { get; init; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>When the pilot began; null where there was none.</summary>
    public DateTime? PilotUtc { get; internal set; }

    /// <summary>How many cases of the sample the pilot shows; 0 where there is none.</summary>
    public int PilotCases { get; internal set; }

    public DateTime? OpenedUtc { get; internal set; }

    /// <summary>Since when the readers may read without a pause: from here a silent reader's days count.</summary>
    public DateTime? ReadingSinceUtc { get; internal set; }

    public DateTime? ClosedUtc { get; internal set; }

    public DateTime? ArchivedUtc { get; internal set; }

    /// <summary>SHA-256 of the analysis set, stored with the closing; null before, and where an older version closed the study and no report was made since.</summary>
    public BlobHash? FrozenSet { get; internal set; }

    /// <summary>The registered analysis plan (canonical JSON); null where there is none.</summary>
    public string? PlanJson { get; private set; }

    public DateTime? PlanRegisteredUtc { get; private set; }

    /// <summary>SHA-256 of the plan, stored with the opening; null before, and where no plan was registered until then.</summary>
    public string? PlanHash { get; private set; }

    /// <summary>When all files of the study were last hashed again; null before the first time.</summary>
    public DateTime? FilesVerifiedUtc { get; internal set; }

    /// <summary>What was wrong then, or how many files were right.</summary>
    public string FilesVerdict { get; internal set; } = "";

    /// <summary>Whether every file was right then.</summary>
    public bool AreFilesSound { get; internal set; }

    internal OrderPlan OrderPlan => new(OrderSeed, MinimumDistance, Repeats, OrderKind, Sessions, ControlCounts.Of(StudySample.Of(this).Controls));

    internal void Register(RegisteredPlan plan, DateTime atUtc) => (PlanJson, PlanRegisteredUtc) = (PlanDetails.ToJson(plan), atUtc);

    /// <summary>The only way to another state; null when done, else why not.</summary>
    internal IReadOnlyList<string>? MoveTo(StudyState next, DateTime atUtc)
    {
        if (StudyLifecycle.Refusal(State, next) is { } refusal) return [refusal];
        State = next;
        if (next == StudyState.Pilot) PilotUtc = atUtc;
        if (next == StudyState.Open) BeginReading(atUtc);
        if (next is StudyState.Pilot or StudyState.Open) ReadingSinceUtc = atUtc;
        if (next == StudyState.Closed) ClosedUtc = atUtc;
        if (next == StudyState.Archived) ArchivedUtc = atUtc;
        return null;
    }

    /// <summary>From here on the plan stands; a resumed study has begun already.</summary>
    private void BeginReading(DateTime atUtc)
    {
        OpenedUtc ??= atUtc;
        if (PlanJson is not null) PlanHash ??= PlanDetails.HashOf(PlanJson);
    }
}
