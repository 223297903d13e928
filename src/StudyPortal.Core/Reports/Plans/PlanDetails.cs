using System.Text;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Plans;

/// <summary>The analysis plan that is registered with a study.</summary>
/// <param name="IsFrozen">The study was opened with it: it can no longer change.</param>
public sealed record PlanDetails(RegisteredPlan Plan, PlanRegistration Registration, bool IsFrozen)
{
    /// <summary>Null where none is registered.</summary>
    /// <exception cref="InvalidDataException">The stored plan is not the one that the study was opened with.</exception>
    internal static PlanDetails? Of(Study study)
    {
        if (study.PlanJson is not { } json || study.PlanRegisteredUtc is not { } registered) return null;
        var hash = HashOf(json);
        if (study.PlanHash is { } frozen && frozen != hash)
            throw new InvalidDataException($"The stored analysis plan of '{study.Name}' has the SHA-256 {hash}; the study was opened with {frozen}. Restore the database from a backup.");
        return new PlanDetails(CanonicalJson.Read<RegisteredPlan>(Encoding.UTF8.GetBytes(json)), new PlanRegistration(registered, hash), study.PlanHash is not null);
    }

    /// <summary>Its spelling in the database, which its SHA-256 is of.</summary>
    internal static string ToJson(RegisteredPlan plan) => Encoding.UTF8.GetString(CanonicalJson.Write(plan));

    internal static string HashOf(string json) => BlobHash.Of(Encoding.UTF8.GetBytes(json)).Value;
}
