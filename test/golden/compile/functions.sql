TEXT | timestamp | float | numeric(28,6) | bigint | integer | boolean
| 'a' | it\'s
| 
    cast(x as int)
     | 
    
        try_cast(x as int)
     | 
    
    cast(x as variant)
    
     | 
    
        try_cast('1' as int)
     | 
    try_to_geography(x)
    
| date_trunc('day', x) | 

    dateadd(
        day,
        1,
        x
        )

 | 

    dateadd(
        day,
        1,
        x
        )

 | datediff(
        day,
        a,
        b
        )
| a || b | md5(cast(x as TEXT)) | 

    length(
        x
    ) | any_value(x)
| 

    replace(
        a,
        b,
        c
    )


 | 

    split_part(
        a,
        b,
        1
        )

 | 

    position(
        a in b
    ) | 

    except

 | 

    intersect


| PUBLIC_x | PUBLIC | functions | d | PUBLIC
| dev PUBLIC LAKEHOUSE snowflake 4 shop shop
| LAKEHOUSE.PUBLIC.functions PUBLIC.functions functions functions functions LAKEHOUSE.PUBLIC a.b.c
| {"b": 1, "a": [true, null, "\u00e9"]} | 1 | a:
- 1
- x
 | {'a': [1, True]} | 9dd4e461268c8034f5c8564e155c67a6 | [(1, 'a'), (2, 'b')] | 1
| "x" | snowflake | True | functions ['shop', 'functions'] model model.shop.functions view [] models/functions.sql functions.sql
| view def None None [] True None
| d [1, 'a']    True True PUBLIC LAKEHOUSE