using System.Linq.Expressions;

namespace StudyPortal.Core.Datasets;

public static class CaseReviews
{
    /// <summary>Waits for a person, and is kept from everyone but administrators until then.</summary>
    public static bool IsDue(this CaseReview review) => review is CaseReview.Flagged or CaseReview.Quarantined;

    /// <summary>May be looked at, trained on, explained, read and exported.</summary>
    public static bool IsUsable(this CaseReview review) => review is CaseReview.NotNeeded or CaseReview.Cleared or CaseReview.Redacted;

    internal static IQueryable<Case> Usable(this IQueryable<Case> cases) => cases.Where(UsableCase);

    internal static Expression<Func<Case, bool>> UsableCase { get; } =
        c => c.Review == CaseReview.NotNeeded || c.Review == CaseReview.Cleared || c.Review == CaseReview.Redacted;

    internal static Expression<Func<Case, bool>> DueCase { get; } = c => c.Review == CaseReview.Flagged || c.Review == CaseReview.Quarantined;
}
