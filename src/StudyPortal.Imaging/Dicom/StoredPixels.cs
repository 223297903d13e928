using System.Numerics;
using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom;

/// <summary>The stored values of one frame before any transformation, without the bits beside them.</summary>
/// <param name="Samples">Values per pixel: 1, or 3 of a colour image, side by side.</param>
/// <param name="Bytes">The values row by row, little endian.</param>
public sealed record StoredPixels(int Width, int Height, int Samples, StoredType Type, byte[] Bytes)
{
    /// <summary>The number of values.</summary>
    public int Count => Width * Height * Samples;

    /// <summary>What the values mean: the file's word, or RGB where the encoding has undone a transform of colours.</summary>
    internal Photometric Photometric { get; init; }

    /// <summary>Row by row, whatever their type; made anew each time.</summary>
    public double[] Values
    {
        get
        {
            var values = new double[Count];
            ForEach((index, value) => values[index] = value);
            return values;
        }
    }

    /// <summary>The lowest and the highest value; infinities the other way round where none is a finite number.</summary>
    internal (double Low, double High) Ends() => Type switch
    {
        StoredType.U8 => Ends<byte>(),
        StoredType.S8 => Ends<sbyte>(),
        StoredType.U16 => Ends<ushort>(),
        StoredType.S16 => Ends<short>(),
        StoredType.U32 => Ends<uint>(),
        StoredType.S32 => Ends<int>(),
        StoredType.F32 => Ends<float>(),
        _ => Ends<double>(),
    };

    /// <summary>Gives each value, with its place, to <paramref name="take"/>.</summary>
    internal void ForEach(Action<int, double> take)
    {
        switch (Type)
        {
            case StoredType.U8: Give<byte>(take); break;
            case StoredType.S8: Give<sbyte>(take); break;
            case StoredType.U16: Give<ushort>(take); break;
            case StoredType.S16: Give<short>(take); break;
            case StoredType.U32: Give<uint>(take); break;
            case StoredType.S32: Give<int>(take); break;
            case StoredType.F32: Give<float>(take); break;
            default: Give<double>(take); break;
        }
    }

    private void Give<T>(Action<int, double> take)
        where T : unmanaged, INumber<T>
    {
        var values = MemoryMarshal.Cast<byte, T>(Bytes);
        for (var index = 0; index < values.Length; index++)
            take(index, double.CreateTruncating(values[index]));
    }

    private (double Low, double High) Ends<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var (low, high, isThere) = (T.MaxValue, T.MinValue, false);
        foreach (var value in MemoryMarshal.Cast<byte, T>(Bytes))
        {
            if (!T.IsFinite(value))
                continue;
            (low, high, isThere) = (value < low ? value : low, value > high ? value : high, true);
        }
        return isThere ? (double.CreateTruncating(low), double.CreateTruncating(high)) : (double.PositiveInfinity, double.NegativeInfinity);
    }
}
