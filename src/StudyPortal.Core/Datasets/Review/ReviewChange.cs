using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>One decision about one case, inside the caller's transaction.</summary>
internal static class ReviewChange
{
    public const string NotThere = "There is no such case any more.";

    public static string NotDue(CaseReview review) => review switch
    {
        CaseReview.Cleared => "Somebody has meanwhile found no text in this case.",
        CaseReview.Redacted => "Somebody has meanwhile blacked out the text in this case.",
        CaseReview.LeftOut => "Somebody has meanwhile left this case out.",
        _ => "This case does not wait for a review.",
    };

    /// <summary>Changes the state and notes in the audit log what it was, what it is and why.</summary>
    public static async Task RecordAsync(PortalDb db, Case changed, CaseReview to, string actor, DateTime now, string action, string details, CancellationToken cancellationToken)
    {
        var name = await db.Set<Dataset>().Where(d => d.Id == changed.DatasetId).Select(d => d.Name).SingleAsync(cancellationToken);
        var what = $"{changed.Review} -> {to}{(details.Length > 0 ? "; " : "")}{details}";
        (changed.Review, changed.ReviewedBy, changed.ReviewedUtc) = (to, actor, now);
        await AuditTrail.AppendAsync(db, now, actor, action, FormattableString.Invariant($"{name}, case {changed.Number}"), what, cancellationToken);
    }
}
