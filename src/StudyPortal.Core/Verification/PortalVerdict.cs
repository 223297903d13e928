namespace StudyPortal.Core.Verification;

/// <summary>What a verification looked at and found.</summary>
/// <param name="Schema">The newest migration applied.</param>
/// <param name="AuditEvents">That the chain has, up to where it breaks.</param>
/// <param name="LastHash">Of the last of them; note it elsewhere.</param>
/// <param name="Blobs">Files that were looked at.</param>
/// <param name="EncryptedBlobs">How many of them are encrypted on disk.</param>
/// <param name="BlobBytes">Of their content, read and hashed.</param>
public sealed record PortalVerdict(
    string SoftwareVersion, string Schema, DateTime BegunUtc, long AuditEvents, string LastHash, long AnswerEvents, long Blobs, long EncryptedBlobs, long BlobBytes, IReadOnlyList<Finding> Findings)
{
    public bool IsSound => Findings.All(finding => !finding.IsWrong);
}
