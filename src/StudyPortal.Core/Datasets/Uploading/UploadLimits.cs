namespace StudyPortal.Core.Datasets;

/// <summary>What an upload may cost.</summary>
/// <param name="Bytes">Of everything that is sent.</param>
/// <param name="UnpackedBytes">Of everything that an archive holds.</param>
/// <param name="Files">How many, sent or in an archive.</param>
public sealed record UploadLimits(long Bytes, long UnpackedBytes, int Files)
{
    public const double DefaultGigabytes = 100, DefaultUnpackedGigabytes = 500;

    private const long Gigabyte = 1_000_000_000;

    public static UploadLimits Default { get; } = Of(DefaultGigabytes, DefaultUnpackedGigabytes);

    public static UploadLimits Of(double gigabytes, double unpackedGigabytes, int files = 500_000) => new((long)(gigabytes * Gigabyte), (long)(unpackedGigabytes * Gigabyte), files);
}
