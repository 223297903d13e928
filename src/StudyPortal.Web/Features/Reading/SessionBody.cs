using StudyPortal.Core.Reading;

namespace StudyPortal.Web.Features.Reading;

/// <summary>What a reader's window works with. The ids are random; nothing here tells one arm from another.</summary>
internal sealed record SessionBody(Guid Reader, string State, int Position, Guid Question, IReadOnlyList<PlaceBody> Places, string Token)
{
    public static SessionBody Of(ReadingSession session, string token) => new(
        session.ReaderId.Value, session.State.ToString(), session.Position, session.QuestionId.Value,
        [.. session.Places.Select(p => new PlaceBody(
            p.Id.Value, p.Finding, p.IsWithdrawn, p.Rating is not null, p.Rating?.Score, p.Version, new(p.WindowLow, p.WindowHigh), p.Modality))], token);
}

/// <summary>One place; answered without a score means "cannot judge".</summary>
internal sealed record PlaceBody(Guid Id, string Finding, bool Withdrawn, bool Answered, int? Score, int Version, WindowBody Window, string Modality);

/// <summary>The stored values shown as black and as white.</summary>
internal sealed record WindowBody(int Low, int High);
