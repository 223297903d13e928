using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Reading;

/// <summary>What a reader's window works with; a pilot is as open to it as the study itself. The ids are random; nothing here tells one arm from another.</summary>
internal sealed record SessionBody(Guid Reader, string State, int Position, Guid Question, IReadOnlyList<PlaceBody> Places, string Token,
    int? MaxPerSitting, int? BreakAfterMinutes, int RatedThisSitting)
{
    public static SessionBody Of(ReadingSession session, string token) => new(
        session.ReaderId.Value, (session.State == StudyState.Pilot ? StudyState.Open : session.State).ToString(), session.Position, session.QuestionId.Value,
        [.. session.Places.Select(p => new PlaceBody(p.Id.Value, p.Finding, p.IsWithdrawn, p.Rating is not null, p.Rating?.Score, p.Version))], token,
        session.MaxPerSitting, session.BreakAfterMinutes, session.RatedThisSitting);
}

/// <summary>One place; answered without a score means "cannot judge".</summary>
internal sealed record PlaceBody(Guid Id, string Finding, bool Withdrawn, bool Answered, int? Score, int Version);
