using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StudyPortal.Core.Studies;

/// <summary>A seed of its own for each purpose, from the one seed that a person chose.</summary>
internal static class StableSeed
{
    /// <summary>The first four bytes of SHA-256 of "seed/purpose": the same in every process and version.</summary>
    public static int Of(int seed, string purpose) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{purpose}"))));
}
