using TorchSharp;

namespace StudyPortal.Learning;

/// <summary>
/// Constants as libtorch takes them. A C# number is wrapped by TorchSharp anew in every call, in an object whose native part
/// waits for a finaliser (see <see cref="NativeHeap.FreeNumbers"/>); inner loops pass these, or a Scalar that they dispose of.
/// </summary>
internal static class Number
{
    public static readonly Scalar Zero = 0, One = 1;

    /// <summary>The smallest normal float32, to divide by in place of 0.</summary>
    public static readonly Scalar SmallestNormal = 1.17549435e-38f;
}
