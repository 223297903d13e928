using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Reads the cases of a split with the strata of a plan that hold them.</summary>
internal static class CandidateReading
{
    public static async Task<IReadOnlyList<SamplingCandidate>> ReadAsync(
        PortalDb db, DatasetId dataset, SamplingPlan plan, JudgedModels models, CancellationToken cancellationToken)
    {
        var cases = await db.Set<Case>().AsNoTracking()
            .Where(c => c.DatasetId == dataset && c.Split == plan.Split).Usable().OrderBy(c => c.Number).Select(c => new { c.Id, c.Patient }).ToListAsync(cancellationToken);
        var known = (await (
            from label in db.Set<CaseLabel>().AsNoTracking()
            join c in db.Set<Case>() on label.CaseId equals c.Id
            where c.DatasetId == dataset && c.Split == plan.Split && (label.Value == LabelValue.Positive || label.Value == LabelValue.Negative)
            select new { label.CaseId, label.Label, label.Value }).ToListAsync(cancellationToken)).ToLookup(l => l.CaseId, l => (l.Label, l.Value == LabelValue.Positive));
        return [.. cases.Select(c => new SamplingCandidate(c.Id, c.Patient, [.. known[c.Id].Select(l => Stratum(plan, models, c.Id, l)).OfType<string>()]))];
    }

    /// <summary>Null where no stratum of the label holds the case. By label every positive label counts, those that are not drawn as well.</summary>
    private static string? Stratum(SamplingPlan plan, JudgedModels models, CaseId id, (string Label, bool Truth) known)
    {
        var byOutcome = plan.Strata.Any(s => s.Outcome is not null);
        var drawsDiscordant = plan.Strata.Any(s => s.IsDiscordant && s.Label == known.Label);
        if ((byOutcome || known.Truth) && drawsDiscordant && models.Disagree(id, known.Label)) return StratumPlan.NameOf(known.Label, null, isDiscordant: true);
        if (!byOutcome) return known.Truth ? known.Label : null;
        if (plan.Strata.All(s => s.Label != known.Label)) return null;
        return models.OutcomeOf(id, known.Label, known.Truth) is { } cell ? StratumPlan.NameOf(known.Label, cell, isDiscordant: false) : null;
    }
}
