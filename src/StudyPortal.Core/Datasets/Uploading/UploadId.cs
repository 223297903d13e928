namespace StudyPortal.Core.Datasets;

/// <summary>Names an upload, unguessably.</summary>
public readonly record struct UploadId(Guid Value)
{
    public static UploadId New() => new(Guid.NewGuid());

    public override string ToString() => Value.ToString();
}
