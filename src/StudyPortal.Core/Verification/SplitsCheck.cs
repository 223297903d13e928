using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Verification;

/// <summary>A patient of a data set is in one split only.</summary>
internal sealed class SplitsCheck : Check
{
    public override string Title => "patients and splits";

    public override async IAsyncEnumerable<Finding> FindAsync(PortalDb db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var torn = await db.Set<Case>().AsNoTracking()
            .GroupBy(c => new { c.DatasetId, c.Patient })
            .Where(patient => patient.Select(c => c.Split).Distinct().Count() > 1)
            .Select(patient => patient.Key).ToListAsync(cancellationToken);
        var names = await db.Set<Dataset>().IgnoreQueryFilters().AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken);
        foreach (var patient in torn)
            yield return new Finding(FindingKind.PatientInTwoSplits, $"patient {patient.Patient} of the data set '{names[patient.DatasetId]}' is in more than one split");
    }
}
