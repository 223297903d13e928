using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Plans;

/// <summary>Writes down how a study will be analysed, before it opens; until then the plan may be replaced, and every one is in the audit log.</summary>
public sealed class RegisterAnalysisPlan(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, RegisteredPlan plan, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.plan-registered");
        return StudyChange.RunAsync(databases, clock, study, audit, (db, found, now) => RegisterAsync(db, found, plan, audit, now, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<string>?> RegisterAsync(
        PortalDb db, Study study, RegisteredPlan plan, StudyAudit audit, DateTime now, CancellationToken cancellationToken)
    {
        if (study.State is not (StudyState.Draft or StudyState.Pilot)) return [Refusal(study)];
        var forms = await db.Set<Question>().Where(q => q.StudyId == study.Id).OrderBy(q => q.Position).Select(q => q.Form).ToListAsync(cancellationToken);
        var arms = await db.Set<StudyArm>().CountAsync(arm => arm.StudyId == study.Id, cancellationToken);
        if (PlanRules.Problems(plan, forms, arms).ToList() is { Count: > 0 } problems) return problems;
        study.Register(plan, now);
        audit.Details = $"analysis plan {PlanDetails.HashOf(study.PlanJson!)}";
        return null;
    }

    private static string Refusal(Study study) => study.PlanHash is { } hash
        ? $"This study is {StudyLifecycle.Word(study.State)}; its analysis plan was fixed when it opened (SHA-256 {hash})."
        : $"This study is {StudyLifecycle.Word(study.State)}; an analysis plan can be registered only before a study opens.";
}
