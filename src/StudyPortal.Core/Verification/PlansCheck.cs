using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Verification;

/// <summary>A registered analysis plan is the one that the study was opened with.</summary>
internal sealed class PlansCheck : Check
{
    public override string Title => "analysis plans";

    public override async IAsyncEnumerable<Finding> FindAsync(PortalDb db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var planned = db.Set<Study>().AsNoTracking().Where(s => s.PlanHash != null);
        foreach (var study in await planned.ToListAsync(cancellationToken))
            if (study.PlanJson is not { } plan || PlanDetails.HashOf(plan) != study.PlanHash)
                yield return new Finding(FindingKind.PlanChanged, $"the analysis plan of the study '{study.Name}' is not the one it was opened with, whose SHA-256 is {study.PlanHash}");
    }
}
