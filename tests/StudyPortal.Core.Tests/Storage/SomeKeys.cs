using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Storage;

/// <summary>Keys for blobs that tests know.</summary>
internal static class SomeKeys
{
    /// <summary>Made of these numbers, the first of which encrypts.</summary>
    public static BlobKeys Of(params int[] numbers) => BlobKeys.Parse(string.Join(",", numbers.Select(Base64)));

    public static string Base64(int number) => Convert.ToBase64String([.. Enumerable.Repeat((byte)number, 32)]);
}
