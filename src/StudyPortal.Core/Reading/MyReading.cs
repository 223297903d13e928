using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>One study of a reader, on his list.</summary>
public sealed record MyReading(StudyId StudyId, string Name, string Instructions, StudyState State, int Answered, int Total, DateTime? LastSeenUtc, DateTime? SignedUtc)
{
    public bool IsDone => Total > 0 && Answered == Total;
}
