using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>One study of a reader, on his list.</summary>
/// <param name="ConfirmedUntilUtc">Until then he may sign in the session in which his provider has confirmed that it is he; null where it has not.</param>
public sealed record MyReading(StudyId StudyId, string Name, string Instructions, StudyState State, int Answered, int Total, DateTime? LastSeenUtc, DateTime? SignedUtc, DateTime? ConfirmedUntilUtc)
{
    public bool IsDone => Total > 0 && Answered == Total;
}
