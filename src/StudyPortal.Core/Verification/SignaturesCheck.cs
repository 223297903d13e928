using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
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
            select new { signature.ReaderId, signature.AnswersHash, reader.Code, study.Name }).ToListAsync(cancellationToken);
        foreach (var s in signed)
            if (await ReadingSignature.HashAsync(db, s.ReaderId, cancellationToken) != s.AnswersHash)
                yield return new Finding(FindingKind.SignatureBroken, $"the answers of {s.Code} in the study '{s.Name}' are not those that were signed, whose SHA-256 is {s.AnswersHash}");
    }
}
