using System.Numerics;
using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>Puts decoded numbers into cells where the header and the codestream disagree on their range.</summary>
/// <param name="SignBits">Numbers of so many bits are in two's complement, though the codestream calls them unsigned; 0 where they are as they come.</param>
internal sealed record Reconciliation(int SignBits, int Lowest, int Highest)
{
    public static Reconciliation Of(FrameShape shape, int precision, bool isSigned, bool isReversible)
    {
        var signBits = shape.IsSigned && !isSigned && precision < shape.BitsAllocated ? precision : 0;
        // What rounding overshoots would else reach into bits that are not stored.
        if (isReversible || isSigned != shape.IsSigned || precision <= shape.BitsStored)
            return new(signBits, int.MinValue, int.MaxValue);
        var levels = 1L << shape.BitsStored;
        return shape.IsSigned ? new(0, (int)(-levels / 2), (int)(levels / 2 - 1)) : new(0, 0, (int)(levels - 1));
    }

    /// <summary>Fills one sample of every pixel.</summary>
    public void Put(ReadOnlySpan<int> numbers, Span<byte> pixels, int sample, FrameShape shape)
    {
        var shorts = MemoryMarshal.Cast<byte, ushort>(pixels);
        var ints = MemoryMarshal.Cast<byte, int>(pixels);
        var done = shape is { Samples: 1, BitsAllocated: 16 } ? PutSideBySide(numbers, shorts) : 0;
        for (int index = done, at = done * shape.Samples + sample; index < numbers.Length; index++, at += shape.Samples)
        {
            var number = Math.Clamp(numbers[index], Lowest, Highest) << Spare >> Spare;
            if (shape.BitsAllocated == 8)
                pixels[at] = (byte)number;
            else if (shape.BitsAllocated == 16)
                shorts[at] = (ushort)number;
            else
                ints[at] = number;
        }
    }

    /// <summary>Of a number, above its sign.</summary>
    private int Spare => SignBits > 0 ? 32 - SignBits : 0;

    /// <summary>As many as fill whole vectors; returns how many.</summary>
    private int PutSideBySide(ReadOnlySpan<int> numbers, Span<ushort> cells)
    {
        var (done, half) = (0, Vector<int>.Count);
        for (; done <= numbers.Length - 2 * half; done += 2 * half)
            Vector.Narrow(Reconciled(numbers[done..]), Reconciled(numbers[(done + half)..])).CopyTo(cells[done..]);
        return done;
    }

    private Vector<uint> Reconciled(ReadOnlySpan<int> numbers)
    {
        var within = Vector.Min(Vector.Max(new Vector<int>(numbers), new Vector<int>(Lowest)), new Vector<int>(Highest));
        return (within << Spare >> Spare).As<int, uint>();
    }
}
