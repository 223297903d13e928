using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>A reader's word, for which he proved anew that it is he, that his answers are his own and final. While it stands they cannot be changed.</summary>
public sealed class ReadingSignature
{
    internal const string AuditAction = "reading.signed";

    public long Id { get; init; }

    public required StudyReaderId ReaderId { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>How he proved it; the audit log says the same.</summary>
    public required SignatureMethod Method { get; init; }

    /// <summary>SHA-256 of the answers that were signed, see <see cref="HashAsync"/>.</summary>
    public required string AnswersHash { get; init; }

    /// <summary>When an administrator reopened the answers; null while the signature stands.</summary>
    public DateTime? VoidedUtc { get; internal set; }

    /// <summary>What the audit log says of it; one that was given before there was another way than the password says nothing of the way.</summary>
    internal string AuditWords => $"answers {AnswersHash}, by {Method.ToString().ToLowerInvariant()}";

    internal static string AuditSubject(StudyId study) => $"study {study}";

    /// <summary>Whether these details of an event are about this signature as it stands.</summary>
    internal bool IsToldBy(string details) =>
        details.EndsWith(AuditWords, StringComparison.Ordinal) || (Method == SignatureMethod.Password && details.EndsWith($"answers {AnswersHash}", StringComparison.Ordinal));

    internal static IQueryable<ReadingSignature> Standing(PortalDb db) => db.Set<ReadingSignature>().Where(s => s.VoidedUtc == null);

    /// <summary>Over one line for each answer of the study proper: place, question, version and value (empty: cannot judge), in the order of places and questions.</summary>
    internal static async Task<string> HashAsync(PortalDb db, StudyReaderId reader, CancellationToken cancellationToken)
    {
        var answers = await (
            from answer in db.Set<Answer>().AsNoTracking()
            join slot in db.Set<ReadingSlot>() on answer.SlotId equals slot.Id
            join question in db.Set<Question>() on answer.QuestionId equals question.Id
            where slot.ReaderId == reader && !slot.IsPilot
            orderby slot.Position, question.Position
            select new { Place = slot.Position, Question = question.Position, answer.Version, answer.Value }).ToListAsync(cancellationToken);
        var text = new StringBuilder();
        foreach (var a in answers) text.Append(CultureInfo.InvariantCulture, $"{a.Place},{a.Question},{a.Version},{a.Value}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
