using System.Globalization;

namespace StudyPortal.Core.Studies;

/// <summary>Lets the readers of a draft rate a few cases first. It freezes the study as opening does; these ratings are in no analysis.</summary>
public sealed class StartPilot(FreezeStudy freeze)
{
    /// <summary>Cases of a pilot, where the sample has as many.</summary>
    public const int UsualCases = 5;

    /// <param name="study">A draft.</param>
    /// <param name="cases">How many cases of the sample, each in every arm; null for the usual number.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="progress">Told after each file that is hashed again.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<StudyOutcome> ExecuteAsync(StudyId study, int? cases, string actor, IProgress<FilesProgress>? progress, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.pilot-started", cases?.ToString(CultureInfo.InvariantCulture) ?? "");
        return freeze.ExecuteAsync(study, StudyState.Pilot, audit, found => Prepare(found, cases), progress, cancellationToken);
    }

    private static IReadOnlyList<string>? Prepare(Study study, int? cases)
    {
        var there = StudySample.Of(study).Cases.Count;
        var wanted = cases ?? Math.Min(UsualCases, there);
        if (wanted < 1 || wanted > there) return [$"A pilot has 1 to {there} cases of the sample; {wanted} are asked for."];
        study.PilotCases = wanted;
        return null;
    }
}
