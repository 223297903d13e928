using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Verification;

/// <summary>One kind of thing that must hold in the database.</summary>
internal abstract class Check
{
    /// <summary>What is looked at, for whoever waits.</summary>
    public abstract string Title { get; }

    public abstract IAsyncEnumerable<Finding> FindAsync(PortalDb db, CancellationToken cancellationToken);
}
