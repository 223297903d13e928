using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Verification;

/// <summary>What a reader signed is what stands.</summary>
internal sealed class SignaturesCheck : Check
{
    public override string Title => "signatures";

    public override async IAsyncEnumerable<Finding> FindAsync(PortalDb db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signed = await (
            from signature in ReadingSignature.Standing(db).AsNoTracking()
            join reader in db.Set<StudyReader>() on signature.ReaderId equals reader.Id
            join study in db.Set<Study>() on reader.StudyId equals study.Id
            select new { Signature = signature, reader.Code, reader.StudyId, study.Name }).ToListAsync(cancellationToken);
        foreach (var s in signed)
            if (await ReadingSignature.HashAsync(db, s.Signature.ReaderId, cancellationToken) != s.Signature.AnswersHash)
                yield return new Finding(FindingKind.SignatureBroken, $"the answers of {s.Code} in the study '{s.Name}' are not those that were signed, whose SHA-256 is {s.Signature.AnswersHash}");
            else if (!await IsToldAsync(db, s.Signature, s.Code, s.StudyId, cancellationToken))
                yield return new Finding(FindingKind.SignatureBroken, $"the audit log does not say that {s.Code} signed in the study '{s.Name}' by {s.Signature.Method}");
    }

    /// <summary>The log has the signature, given in the same way.</summary>
    private static async Task<bool> IsToldAsync(PortalDb db, ReadingSignature signature, string code, StudyId study, CancellationToken cancellationToken)
    {
        var subject = ReadingSignature.AuditSubject(study);
        var last = await db.Set<AuditEvent>().AsNoTracking().Where(e => e.Action == ReadingSignature.AuditAction && e.Subject == subject && e.Actor == code)
            .OrderByDescending(e => e.Sequence).Select(e => e.Details).FirstOrDefaultAsync(cancellationToken);
        return last is not null && signature.IsToldBy(last);
    }
}
